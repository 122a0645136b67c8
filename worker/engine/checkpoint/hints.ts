import type { Prediction } from './architecture';

/** What shapes cannot tell and the header may: heads of attention, activation, prediction type, latent scale. */
export interface Hints {
  /** Heads of the UNet: of this width each, or this many everywhere. */
  unet: { headWidth?: number; heads?: number };
  /** By text encoder: first, second. */
  text: { heads?: number; activation?: 'quick-gelu' | 'gelu' }[];
  prediction?: Prediction;
  latentScale?: number;
  hasZeroTerminalSnr?: boolean;
}

const count = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : undefined;

function jsonObject(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function predictionOf(text: string | undefined): Prediction | undefined {
  if (/^v(_prediction)?$/.test(text ?? '')) return 'v';
  return /^eps(ilon)?$/.test(text ?? '') ? 'epsilon' : undefined;
}

function textHint(text: string | undefined): Hints['text'][number] {
  const { heads, hidden_act: activation } = jsonObject(text);
  const known = activation === 'gelu' || activation === 'quick_gelu';
  return {
    ...(count(heads) ? { heads: count(heads)! } : {}),
    ...(known ? { activation: activation === 'gelu' ? 'gelu' : 'quick-gelu' } : {}),
  };
}

/**
 * Reads the hints of a safetensors header: `modelspec.prediction_type` or `prediction_type`, and as JSON `unet`
 * {num_head_channels | num_heads}, `text` and `text2` {heads, hidden_act}, `vae` {scaling_factor}, `scheduler`
 * {rescale_betas_zero_snr}. What is not understood is passed over: most files say nothing.
 * @see https://github.com/Stability-AI/ModelSpec
 */
export function readHints(metadata: Record<string, string>): Hints {
  const unet = jsonObject(metadata.unet);
  const headWidth = count(unet.num_head_channels);
  const heads = count(unet.num_heads);
  const prediction = predictionOf(metadata['modelspec.prediction_type'] ?? metadata.prediction_type);
  const scale = jsonObject(metadata.vae).scaling_factor;
  const isRescaled = jsonObject(metadata.scheduler).rescale_betas_zero_snr === true;
  return {
    unet: { ...(headWidth ? { headWidth } : {}), ...(heads ? { heads } : {}) },
    text: [textHint(metadata.text), textHint(metadata.text2)],
    ...(prediction ? { prediction } : {}),
    ...(typeof scale === 'number' && scale > 0 ? { latentScale: scale } : {}),
    ...(isRescaled ? { hasZeroTerminalSnr: true } : {}),
  };
}
