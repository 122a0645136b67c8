import { readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../networks/open-checkpoint';
import { emptyTensors } from '../testing/safetensors-bytes';
import { diffusersFolder } from '../testing/write-diffusers-folder';
import { identifyCheckpoint } from './identify';

/** A copy of a golden model as a folder, changed. */
async function changed(
  family: 'sd1' | 'sd2' | 'sdxl',
  change: (folder: string) => Promise<unknown>,
  parts = 1,
) {
  const folder = await diffusersFolder(family, parts);
  await change(folder);
  return folder;
}

const edited = (name: string, edit: (json: Record<string, unknown>) => void) => async (folder: string) => {
  const file = path.join(folder, name);
  const json = JSON.parse(await readFile(file, 'utf8'));
  edit(json);
  await writeFile(file, JSON.stringify(json));
};

const UNET = 'unet/diffusion_pytorch_model';

describe('a Diffusers folder', { timeout: 60_000 }, () => {
  it.each([
    ['sd1', 'SD 1.x', 'epsilon', 512],
    ['sd2', 'SD 2.x', 'v', 768],
    ['sdxl', 'SDXL', 'epsilon', 1024],
  ] as const)('is recognised: %s', async (family, base, prediction, nativeSize) => {
    const folder = await diffusersFolder(family, 2);
    const identity = await identifyCheckpoint(folder);
    expect(identity).toMatchObject({ base, nativeSize, architecture: { family, prediction } });
    expect(identity.bytes).toBeGreaterThan(2 * identity.parameters);
    expect(await identifyCheckpoint(path.join(folder, 'model_index.json'))).toEqual(identity);
  });

  it('takes the plain weights rather than a variant, and a variant rather than nothing', async () => {
    const folder = await changed('sd1', async (root) => {
      await writeFile(path.join(root, `${UNET}.fp16.safetensors`), 'nonsense');
      await rename(
        path.join(root, 'vae/diffusion_pytorch_model.safetensors'),
        path.join(root, 'vae/x.fp16.safetensors'),
      );
      await writeFile(path.join(root, 'vae/x.non_ema.safetensors'), 'nonsense');
    });
    expect((await identifyCheckpoint(folder)).base).toBe('SD 1.x');
  });

  it('may be made of links, as download caches are', async () => {
    const folder = await changed('sd1', async (root) => {
      const [blob, link] = [path.join(root, 'blob'), path.join(root, `${UNET}.safetensors`)];
      await rename(link, blob);
      await symlink(blob, link);
    });
    expect((await identifyCheckpoint(folder)).base).toBe('SD 1.x');
  });

  it('takes zero terminal SNR from the scheduler', async () => {
    const folder = await changed(
      'sdxl',
      edited('scheduler/scheduler_config.json', (json) => {
        json.rescale_betas_zero_snr = true;
      }),
    );
    const { file, model } = await openCheckpoint(folder);
    expect(file.path).toBe(folder);
    expect(model.architecture.hasZeroTerminalSnr).toBe(true);
    expect(model.schedule.sigmas.at(-1)).toBeGreaterThan(4000);
    const { model: usual } = await openCheckpoint(await diffusersFolder('sdxl'));
    expect(usual.schedule.sigmas.at(-1)).toBeCloseTo(14.61, 1);
  });

  it('takes heads of one width from a list, and the scale of latents', async () => {
    const folder = await changed(
      'sd2',
      edited('vae/config.json', (json) => {
        json.scaling_factor = 0.5;
      }),
    );
    const { architecture } = await identifyCheckpoint(folder);
    expect(architecture.latentScale).toBe(0.5);
    expect(architecture.unet.middle[1]).toMatchObject({ kind: 'transformer', heads: 2 });
  });

  it.each<[string, string, RegExp, (folder: string) => Promise<unknown>, number?]>([
    [
      'another pipeline',
      'checkpoint-unsupported',
      /a FluxPipeline/,
      edited('model_index.json', (json) => {
        json._class_name = 'FluxPipeline';
      }),
    ],
    [
      'no index',
      'checkpoint-missing',
      /model_index\.json" of this model cannot be read/,
      (root) => rm(path.join(root, 'model_index.json')),
    ],
    [
      'an index that is not JSON',
      'checkpoint-damaged',
      /not valid JSON/,
      (root) => writeFile(path.join(root, 'model_index.json'), '{'),
    ],
    [
      'an index that is a list',
      'checkpoint-damaged',
      /not a JSON object/,
      (root) => writeFile(path.join(root, 'model_index.json'), '[]'),
    ],
    [
      'no scheduler',
      'checkpoint-missing',
      /scheduler_config/,
      (root) => rm(path.join(root, 'scheduler'), { recursive: true }),
    ],
    [
      'a sample prediction',
      'checkpoint-unsupported',
      /predicts "sample"/,
      edited('scheduler/scheduler_config.json', (json) => {
        json.prediction_type = 'sample';
      }),
    ],
    [
      'no VAE',
      'checkpoint-missing',
      /lacks its folder "vae"/,
      (root) => rm(path.join(root, 'vae'), { recursive: true }),
    ],
    [
      'no weights',
      'checkpoint-missing',
      /"unet" of this model holds no \.safetensors/,
      (root) => rm(path.join(root, `${UNET}.safetensors`)),
    ],
    [
      'pickles',
      'checkpoint-pickle',
      /convert it/,
      (root) => rename(path.join(root, `${UNET}.safetensors`), path.join(root, `${UNET}.bin`)),
    ],
    [
      'a part that is missing',
      'checkpoint-missing',
      /cannot be opened/,
      (root) => rm(path.join(root, `${UNET}-00002-of-00002.safetensors`)),
      2,
    ],
    [
      'parts that lie elsewhere',
      'checkpoint-damaged',
      /does not name the files/,
      edited(`${UNET}.safetensors.index.json`, (json) => {
        json.weight_map = { a: '../vae/diffusion_pytorch_model.safetensors' };
      }),
      2,
    ],
    [
      'parts that are not named',
      'checkpoint-damaged',
      /does not name the files/,
      edited(`${UNET}.safetensors.index.json`, (json) => {
        json.weight_map = 5;
      }),
      2,
    ],
    [
      'strange heads',
      'checkpoint-unsupported',
      /differ in width/,
      edited('unet/config.json', (json) => {
        json.attention_head_dim = [1, 2, 4];
      }),
    ],
    [
      'a text encoder of nothing',
      'checkpoint-unsupported',
      /without its text encoder/,
      (root) =>
        writeFile(path.join(root, 'text_encoder/model.safetensors'), emptyTensors({ 'text_model.x': [1] })),
    ],
  ])('is refused with %s', async (_, code, message, change, parts = 1) => {
    const folder = await changed('sd1', change, parts);
    await expect(identifyCheckpoint(folder)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});
