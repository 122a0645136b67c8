import type { Architecture } from '../checkpoint/architecture';
import type { Vae } from '../checkpoint/read-vae';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { NetworkWeights } from '../derived/float32-copy';

/** The weights of all networks of a checkpoint. */
export function checkpointWeights(
  file: SafetensorsFile,
  { text, text2, unet, vae }: Architecture,
): NetworkWeights {
  const layouts = [text, text2, text.projection, text2?.projection, unet, vae];
  return { of: 'checkpoint', file, prefixes: layouts.flatMap((layout) => layout?.prefix ?? []) };
}

/** The weights of a VAE that takes the place of a checkpoint's own. */
export const vaeWeights = ({ file, layout }: Vae): NetworkWeights => ({
  of: 'vae',
  file,
  prefixes: [layout.prefix],
});
