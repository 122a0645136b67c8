import { readdir, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adaptableWeights } from '../adapters/adaptable-weights';
import { adaptationOf } from '../adapters/adapter-set';
import { readHypernetwork } from '../adapters/hypernetwork-file';
import { readLora } from '../adapters/lora-file';
import { DerivedFiles } from '../derived/derived-files';
import type { Acceleration } from '../device/device';
import type { Adaptation, Evaluation } from '../evaluation';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { type OpenCheckpoint, openCheckpoint } from '../networks/open-checkpoint';
import { madeInpainter } from '../testing/made-inpainter';
import { madeRefiner } from '../testing/made-refiner';
import { golden } from '../testing/paths';
import { safetensorsOf, storedTensors } from '../testing/stored-tensors';
import { temporaryFolder } from '../testing/temporary-folder';
import { relativeError } from '../testing/tensors';
import { withWholeVocabulary } from '../testing/whole-vocabulary';

/** Networks of a checkpoint, what they said, and the folder their files are kept in. */
async function networksOf(
  { file, model }: OpenCheckpoint,
  acceleration: Acceleration,
  folder?: string,
): Promise<{ networks: CheckpointNetworks; said: string[] }> {
  const said: string[] = [];
  const log = (_: string, message: string) => said.push(message);
  const derived = new DerivedFiles({ folder, log });
  const device = { name: 'cpu', threads: 2, acceleration } as const;
  const networks = new CheckpointNetworks(file, model.architecture, device, { derived, log });
  await networks.load();
  return { networks, said };
}

const noise = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin((i + 1) * (seed + 1) * 12.9898) * 1.5);

/** Rows of noise at different noise levels. */
function evaluation({ model }: OpenCheckpoint, rows: number, more: Partial<Evaluation> = {}): Evaluation {
  const { unet } = model.architecture;
  const input = (shape: number[], seed: number) => ({
    data: noise(rows * shape.reduce((a, b) => a * b, 1), seed),
    shape,
  });
  const extra = unet.inChannels - unet.outChannels;
  return {
    network: 'denoiser',
    output: 'prediction',
    rows,
    inputs: {
      x: input([unet.outChannels, 16, 24], 1),
      timesteps: { data: Float32Array.from({ length: rows }, (_, row) => 900 - 200 * row), shape: [] },
      context: input([77, unet.contextWidth], 2),
      ...(unet.added
        ? { pooled: input([unet.added.pooledWidth], 3), sizes: input([unet.added.sizes], 4) }
        : {}),
      ...(extra > 0 ? { inpaint: input([extra, 16, 24], 5) } : {}),
    },
    ...more,
  };
}

const row = ({ inputs, ...rest }: Evaluation, at: number): Evaluation => ({
  ...rest,
  rows: 1,
  inputs: Object.fromEntries(
    Object.entries(inputs).map(([name, { data, shape }]) => {
      const length = shape.reduce((a, b) => a * b, 1);
      return [name, { data: data.slice(at * length, (at + 1) * length) as Float32Array, shape }];
    }),
  ),
});

const isSame = (a: Float32Array, b: Float32Array) => a.length === b.length && a.every((v, i) => v === b[i]);

const SMALL: Record<string, () => Promise<string>> = {
  'SD 1': () => withWholeVocabulary('networks-sd1'),
  'SD 2': () => withWholeVocabulary('networks-sd2'),
  SDXL: () => withWholeVocabulary('networks-sdxl'),
  'SDXL refiner': () => withWholeVocabulary('networks-sdxl', madeRefiner),
  inpainting: madeInpainter,
};

describe.each(Object.keys(SMALL))('a small %s denoiser in bytes', { timeout: 120_000 }, (family) => {
  let checkpoint: OpenCheckpoint;
  let plain: CheckpointNetworks;
  let bytes: CheckpointNetworks;
  beforeAll(async () => {
    checkpoint = await openCheckpoint(await SMALL[family]!());
    ({ networks: plain } = await networksOf(checkpoint, 'xformers'));
    const made = await networksOf(checkpoint, 'blade', path.join(await temporaryFolder(), 'engine'));
    bytes = made.networks;
    expect(made.said).toEqual([expect.stringMatching(/^Calibrates /)]);
  });
  afterAll(async () => {
    await plain.release();
    await bytes.release();
  });

  it.each([{}, { tiling: true }])('answers nearly as the exact one does %o', async (more) => {
    const asked = evaluation(checkpoint, 2, more);
    const [expected, answered] = [await plain.evaluate(asked), await bytes.evaluate(asked)];
    const error = relativeError(answered.output, expected.output);
    expect(error).toBeGreaterThan(0);
    // Random weights pass errors on that trained ones even out.
    expect(error).toBeLessThan(0.1);
  });

  it('gives a row the same bytes whatever is beside it', async () => {
    const asked = evaluation(checkpoint, 4);
    const { output } = await bytes.evaluate(asked);
    for (let at = 0; at < 4; at++) {
      const alone = await bytes.evaluate(row(asked, at));
      expect(
        isSame(alone.output, output.slice(at * alone.output.length, (at + 1) * alone.output.length)),
      ).toBe(true);
    }
  });

  it('gives the exact one’s bytes when asked to', async () => {
    const asked = evaluation(checkpoint, 2);
    const before = await bytes.evaluate(asked);
    const exact = await bytes.evaluate({ ...asked, exact: true });
    expect(isSame(exact.output, (await plain.evaluate(asked)).output)).toBe(true);
    expect(isSame((await bytes.evaluate(asked)).output, before.output)).toBe(true);
  });
});

describe('adapters of a denoiser in bytes', { timeout: 120_000 }, () => {
  let checkpoint: OpenCheckpoint;
  let plain: CheckpointNetworks;
  let bytes: CheckpointNetworks;
  beforeAll(async () => {
    checkpoint = await openCheckpoint(await SMALL['SD 1']!());
    ({ networks: plain } = await networksOf(checkpoint, 'xformers'));
    const folder = path.join(await temporaryFolder(), 'engine');
    ({ networks: bytes } = await networksOf(checkpoint, 'blade', folder));
  });
  afterAll(async () => {
    await plain.release();
    await bytes.release();
  });

  const lora = async (name: string): Promise<Adaptation> => {
    const { architecture } = checkpoint.model;
    const weights = adaptableWeights(checkpoint.file, architecture);
    const read = await readLora(golden(`adapter-${name}.safetensors`), architecture, weights);
    return adaptationOf(
      'denoiser',
      [{ key: name, lora: read, teWeight: 1, unetWeight: 1 }],
      [],
      weights,
    )!.make();
  };
  const hypernetwork = async (): Promise<Adaptation> => {
    const { unet } = checkpoint.model.architecture;
    const read = await readHypernetwork(golden('adapter-hypernetwork.safetensors'), unet);
    return adaptationOf('denoiser', [], [{ key: 'h', hypernetwork: read, strength: 1 }], new Map())!.make();
  };

  it.each<[string, () => Promise<Adaptation>]>([
    ['LoRA', () => lora('lora')],
    ['LoCon', () => lora('locon')],
    ['LoHa', () => lora('loha')],
    ['LoKr', () => lora('lokr')],
    ['hypernetwork', hypernetwork],
  ])('a %s changes it as it changes the exact one', async (_, make) => {
    const asked = evaluation(checkpoint, 2);
    const adapted = { ...asked, adaptation: await make() };
    const [expected, answered] = [await plain.evaluate(adapted), await bytes.evaluate(adapted)];
    const error = relativeError(answered.output, expected.output);
    const change = relativeError((await plain.evaluate(asked)).output, expected.output);
    expect(error).toBeLessThan(0.1);
    expect(error).toBeLessThan(change);
  });
});

describe('bytes that are kept', { timeout: 120_000 }, () => {
  let source = '';
  beforeAll(async () => {
    source = await SMALL['SD 1']!();
  });
  const CALIBRATES = expect.stringMatching(/^Calibrates /);

  /** A load's messages and the answer to one evaluation. */
  async function loaded(place: string, folder?: string, acceleration: Acceleration = 'blade') {
    const checkpoint = await openCheckpoint(place);
    const { networks, said } = await networksOf(checkpoint, acceleration, folder);
    const { output } = await networks.evaluate(evaluation(checkpoint, 1));
    await networks.release();
    return { said, output: output.slice() };
  }
  const keptFile = async (folder: string) => {
    const [name] = (await readdir(folder)).filter((file) => file.includes('denoiser'));
    return path.join(folder, name!);
  };

  it('are found again, and made again when they are damaged or cut off', async () => {
    const folder = path.join(await temporaryFolder(), 'engine');
    const first = await loaded(source, folder);
    const second = await loaded(source, folder);
    expect([first.said, second.said]).toEqual([[CALIBRATES], []]);
    expect(isSame(second.output, first.output)).toBe(true);

    await truncate(await keptFile(folder), 5000);
    const third = await loaded(source, folder);
    expect(third.said).toEqual([expect.stringMatching(/was damaged and is made again/), CALIBRATES]);
    await writeFile(await keptFile(folder), 'not a file of weights');
    expect((await loaded(source, folder)).said.at(-1)).toEqual(CALIBRATES);
    expect(isSame(third.output, first.output)).toBe(true);
  });

  it('are made again for a checkpoint that has changed', async () => {
    const own = await temporaryFolder();
    const place = path.join(own, 'model.safetensors');
    const tensors = await storedTensors(source);
    const { metadata } = (await openCheckpoint(source)).file;
    await writeFile(place, safetensorsOf(tensors, metadata));
    const folder = path.join(own, 'engine');
    await loaded(place, folder);
    const name = 'model.diffusion_model.out.2.bias';
    const { data, ...rest } = tensors.get(name)!;
    tensors.set(name, { ...rest, data: Buffer.alloc(data.length) });
    await writeFile(place, safetensorsOf(tensors, metadata));
    await utimes(place, new Date(), new Date(Date.now() + 5000));
    expect((await loaded(place, folder)).said).toEqual([CALIBRATES]);
  });

  it('are not made of a checkpoint that produces NaN, which is told', async () => {
    const place = await withWholeVocabulary('networks-sd1', (tensors) => {
      const name = 'model.diffusion_model.middle_block.0.in_layers.2.bias';
      const { data, ...rest } = tensors.get(name)!;
      tensors.set(name, { ...rest, data: Buffer.alloc(data.length, 0xff) });
    });
    const checkpoint = await openCheckpoint(place);
    const folder = path.join(await temporaryFolder(), 'engine');
    const { networks, said } = await networksOf(checkpoint, 'blade', folder);
    expect(said).toEqual([CALIBRATES, expect.stringMatching(/is drawn with exactly.*NaN/)]);
    await expect(networks.evaluate(evaluation(checkpoint, 1))).rejects.toMatchObject({
      code: 'not-a-number',
    });
    await networks.release();
  });

  it.each<[string, () => Promise<string | undefined>]>([
    ['there is no folder', async () => undefined],
    [
      'the folder cannot be made',
      async () => {
        const file = path.join(await temporaryFolder(), 'file');
        await writeFile(file, '');
        return path.join(file, 'engine');
      },
    ],
  ])('are done without where %s: exact, with a warning', async (_, folder) => {
    const { said, output } = await loaded(source, await folder());
    expect(said.at(-1)).toMatch(/is drawn with exactly, without the blade mode's bytes/);
    expect(isSame(output, (await loaded(source, undefined, 'xformers')).output)).toBe(true);
  });
});
