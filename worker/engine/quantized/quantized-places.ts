import type { UNetLayout } from '../checkpoint/architecture';

/** Which layers of a UNet compute with bytes. */
export interface QuantizedPlaces {
  hasConv(key: string, kernel: number): boolean;
  hasLinear(key: string): boolean;
  /** Its rows are too different for one scale, so each has its own. */
  isRowByRow(key: string): boolean;
}

/** What sees the prompt or the timestep is small; shortcuts see two features of different sizes side by side. */
const ALWAYS_EXACT = /(^|\.)(time_embed|label_emb|emb_layers)\b|\.attn2\.to_[kv]$|\.skip_connection$/;

/** Not normalised, or by groups of channels; their outputs are narrow, so that scaling them takes little. */
const ROW_BY_ROW = /\.(ff\.net\.2|proj_in|proj_out|to_out\.0)$/;

/**
 * All that takes time, but for the first convolution and everything after the last residual block's input: errors of
 * that block reach the prediction undiminished, those of others hardly.
 */
export function quantizedPlaces({ input, output }: UNetLayout): QuantizedPlaces {
  const exactModules = [...input[0]!, ...output.at(-1)!].map(({ key }) => key);
  const isExact = (key: string) =>
    key === 'out.2' ||
    ALWAYS_EXACT.test(key) ||
    exactModules.some((module) => key === module || key.startsWith(`${module}.`));
  return {
    hasConv: (key, kernel) => kernel === 3 && !isExact(key),
    hasLinear: (key) => !isExact(key),
    isRowByRow: (key) => ROW_BY_ROW.test(key),
  };
}
