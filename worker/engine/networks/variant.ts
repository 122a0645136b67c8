import type { Vae } from '../checkpoint/read-vae';
import type { Evaluation } from '../evaluation';

/** How a network is built. */
export interface Variant {
  /** Equal for what is built the same way. */
  key: string;
  vae: Vae | undefined;
  tiling: boolean;
  /** Not in bytes. */
  exact: boolean;
}

export const PLAIN: Variant = { key: '', vae: undefined, tiling: false, exact: false };

/** Text encoders know no pictures, and only the autoencoder can be another one. */
export function variantOf({ network, vae, tiling = false, exact = false }: Evaluation): Variant {
  if (network === 'text' || network === 'text2') return PLAIN;
  const other = network === 'denoiser' ? undefined : vae;
  const isExact = exact && network === 'denoiser';
  const key = `${other?.key ?? ''}${tiling ? ' tiling' : ''}${isExact ? ' exact' : ''}`;
  return { key, vae: other, tiling, exact: isExact };
}
