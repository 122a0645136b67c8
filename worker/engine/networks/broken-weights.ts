import type { Architecture } from '../checkpoint/architecture';
import { firstNotFinite } from '../checkpoint/not-finite';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { EngineError } from '../errors';
import type { NetworkName } from '../evaluation';

const TITLES: Record<NetworkName, string> = {
  text: 'text encoder',
  text2: 'second text encoder',
  denoiser: 'UNet',
  decoder: 'VAE',
  encoder: 'VAE',
};

/** What the tensors of a network begin with. */
export function prefixOf({ text, text2, unet, vae }: Architecture, network: NetworkName): string | undefined {
  return { text, text2, denoiser: unet, decoder: vae, encoder: vae }[network]?.prefix;
}

/**
 * Looks for NaN in the weights of a network that has answered NaN.
 * @throws EngineError `not-a-number` when there is any: no prompt and no seed would help
 */
export async function refuseBrokenWeights(
  file: SafetensorsFile,
  architecture: Architecture,
  network: NetworkName,
): Promise<void> {
  const tensor = await firstNotFinite(file, prefixOf(architecture, network) ?? '');
  if (tensor === undefined) return;
  throw new EngineError(
    'not-a-number',
    `This checkpoint produces NaN with every picture: the tensor "${tensor}" of its ${TITLES[network]} is not all ` +
      'numbers. Download it again, or choose another one.',
  );
}
