import type { UNetLayout } from '../checkpoint/architecture';

/**
 * What the bytes of a layer's input are scaled by: one number, or one for each row (place of the picture). Both are those
 * that the values at hand need. Convolutions besides even out their channels, as a calibration has shown them.
 */
export type InputScale = 'channels' | 'all' | 'row';

/** How a layer of the UNet computes, by its key; nothing for one that is computed exactly. */
export type QuantizedPlaces = (key: string) => InputScale | undefined;

const CONVOLUTION = /\.(in_layers\.2|out_layers\.3|skip_connection|op|conv)$/;

/** They see what was just normalised: its places are alike. */
const NORMALISED = /\.(attn1\.to_[qkv]|attn2\.to_q|ff\.net\.0\.proj)$/;

/** They see anything; what comes out is narrow, so that scaling it row by row takes little. */
const NOT_NORMALISED = /\.(ff\.net\.2|proj_in|proj_out|to_out\.0)$/;

/**
 * All that takes time. Exact is what sees the prompt or the timestep, which is small, and the first and the last
 * convolution. Errors of the last block reach the prediction undiminished, those of others hardly: its shortcut is exact,
 * and its matrices scale every row.
 */
export function quantizedPlaces({ output }: UNetLayout): QuantizedPlaces {
  const last = output.at(-1)!.map(({ key }) => `${key}.`);
  return (key) => {
    const isLast = last.some((module) => key.startsWith(module));
    if (CONVOLUTION.test(key)) return isLast && key.endsWith('.skip_connection') ? undefined : 'channels';
    if (NORMALISED.test(key)) return isLast ? 'row' : 'all';
    return NOT_NORMALISED.test(key) ? 'row' : undefined;
  };
}
