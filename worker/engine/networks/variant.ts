import type { Vae } from '../checkpoint/read-vae';
import type { Evaluation } from '../evaluation';

/** How a network is built. */
export interface Variant {
  /** Equal for what is built the same way. */
  key: string;
  vae: Vae | undefined;
  tiling: boolean;
}

export const PLAIN: Variant = { key: '', vae: undefined, tiling: false };

/** Text encoders know no pictures, and only the autoencoder can be another one. */
export function variantOf({ network, vae, tiling = false }: Evaluation): Variant {
  if (network === 'text' || network === 'text2') return PLAIN;
  const other = network === 'denoiser' ? undefined : vae;
  return { key: `${other?.key ?? ''}${tiling ? ' tiling' : ''}`, vae: other, tiling };
}
