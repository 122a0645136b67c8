import path from 'node:path';
import { expect, it } from 'vitest';
import { golden } from '../testing/paths';
import { emptyTensors } from '../testing/safetensors-bytes';
import { type StoredTensors, safetensorsOf, storedTensors } from '../testing/stored-tensors';
import { diffusersFolder } from '../testing/write-diffusers-folder';
import { temporaryFile } from '../testing/write-safetensors';
import { readCheckpoint } from './read-checkpoint';
import { readVae } from './read-vae';

const PREFIX = 'first_stage_model.';
const SDXL = golden('networks-sdxl.safetensors');

async function ownTensors(prefix: string): Promise<StoredTensors> {
  const all = [...(await storedTensors(SDXL))].filter(([name]) => name.startsWith(PREFIX));
  return new Map(all.map(([name, tensor]) => [prefix + name.slice(PREFIX.length), tensor]));
}

it.each<[string, () => Promise<string>]>([
  [
    'a file without prefix',
    async () => temporaryFile(safetensorsOf(await ownTensors('')), 'a.vae.safetensors'),
  ],
  ['a file with prefix', async () => temporaryFile(safetensorsOf(await ownTensors(PREFIX)))],
  ['a whole checkpoint', async () => SDXL],
  ["a component of Diffusers'", async () => path.join(await diffusersFolder('sdxl'), 'vae')],
  [
    "a file of Diffusers'",
    async () => path.join(await diffusersFolder('sdxl'), 'vae/diffusion_pytorch_model.safetensors'),
  ],
])('reads a VAE: %s', async (_, place) => {
  const vae = await readVae(await place());
  const expected = [...(await readCheckpoint(SDXL)).tensors].filter(([name]) => name.startsWith(PREFIX));
  const sizes = (tensors: Iterable<[string, { length: number }]>) =>
    [...tensors].map(([name, { length }]) => `${name} ${length}`).sort();
  expect(sizes(vae.file.tensors)).toEqual(sizes(expected));
  expect(vae.layout).toMatchObject({ latentChannels: 4, factor: 8, prefix: PREFIX });
});

it('names what is not a VAE', async () => {
  const file = await temporaryFile(emptyTensors({ 'lora_unet_x.lora_up.weight': [1] }));
  await expect(readVae(file)).rejects.toMatchObject({
    code: 'checkpoint-unsupported',
    message: expect.stringMatching(/not a VAE: none of its 1 tensors/),
  });
  await expect(readVae('/no/such')).rejects.toMatchObject({ code: 'checkpoint-missing' });
});
