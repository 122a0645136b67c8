import type { Architecture } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { NetworkName } from '../evaluation';

/** Part of the free memory that the weights of one more session may take; pictures need the rest. */
const SHARE = 0.6;

/**
 * Whether the weights of a network fit into memory once more. Half-precision weights become float32 in every session;
 * those that are float32 in the file are mapped, and sessions share their pages.
 */
export function hasRoomFor(
  { tensors }: SafetensorsFile,
  { text, text2, unet, vae }: Architecture,
  network: NetworkName,
  freeBytes: number,
): boolean {
  const parts = { text, text2, denoiser: unet, decoder: vae, encoder: vae };
  const prefix = parts[network]?.prefix;
  let bytes = 0;
  for (const [name, { dtype, shape }] of tensors) {
    const isCopied = prefix !== undefined && name.startsWith(prefix) && dtype !== 'F32';
    if (isCopied) bytes += 4 * shape.reduce((a, b) => a * b, 1);
  }
  return bytes <= SHARE * freeBytes;
}
