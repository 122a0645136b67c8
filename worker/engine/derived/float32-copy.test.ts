import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import { readVae } from '../checkpoint/read-vae';
import type { Evaluation } from '../evaluation';
import { checkpointMemory } from '../networks/checkpoint-memory';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { checkpointWeights } from '../networks/network-weights';
import { openCheckpoint } from '../networks/open-checkpoint';
import { golden } from '../testing/paths';
import { storedAs } from '../testing/stored-as';
import { diffusersFolder } from '../testing/write-diffusers-folder';
import { DerivedFiles } from './derived-files';
import { withFloat32Copy, writeFloat32Copy } from './float32-copy';

let folder = '';
let said: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-float32-'));
  said = [];
});
afterEach(() => rm(folder, { recursive: true }));

const cache = () => path.join(folder, 'engine');
const derivedFiles = () => new DerivedFiles({ folder: cache(), log: (_, message) => said.push(message) });
const copies = async () => (await readdir(cache())).map((name) => path.join(cache(), name));

async function networksOf(place: string, derived?: DerivedFiles): Promise<CheckpointNetworks> {
  const { file, model } = await openCheckpoint(place);
  const device = { name: 'cpu', threads: 1 } as const;
  return new CheckpointNetworks(file, model.architecture, device, derived ? { derived } : {});
}

/** Numbers without a pattern. */
function noise(...shape: number[]) {
  const length = shape.reduce((a, b) => a * b, 1);
  return { data: Float32Array.from({ length }, (_, i) => Math.sin(i * i * 0.37 + i)), shape };
}

/** One evaluation of each network, and the answers' bytes. */
async function answers(networks: CheckpointNetworks, more: Partial<Evaluation> = {}): Promise<string[]> {
  const { text2, unet } = networks.architecture;
  const row = (shape: number[]) => noise(...shape);
  const evaluations: Evaluation[] = [
    {
      network: 'denoiser',
      output: 'prediction',
      rows: 1,
      inputs: {
        x: row([4, 8, 8]),
        timesteps: { data: Float32Array.of(500), shape: [] },
        context: row([77, unet.contextWidth]),
        ...(text2 ? { pooled: row([unet.added!.pooledWidth]), sizes: row([6]) } : {}),
      },
    },
    { network: 'decoder', output: 'image', rows: 1, inputs: { z: row([4, 8, 8]) } },
    { network: 'encoder', output: 'mean', rows: 1, inputs: { image: row([3, 64, 64]) } },
    {
      network: 'text',
      output: text2 ? 'context' : 'clip_skip_1',
      rows: 1,
      inputs: { ids: { data: BigInt64Array.from({ length: 77 }, (_, i) => BigInt(i)), shape: [77] } },
    },
  ];
  const outputs: string[] = [];
  for (const evaluation of evaluations) {
    const { output } = await networks.evaluate({ ...evaluation, ...more });
    outputs.push(Buffer.from(output.buffer, output.byteOffset, output.byteLength).toString('base64'));
  }
  return outputs;
}

describe('a float32 copy', () => {
  it.each<[string, () => Promise<string>]>([
    ['a half-precision file', async () => golden('networks-sd1.safetensors')],
    ['a bfloat16 file at an odd byte', () => storedAs(golden('networks-sd1.safetensors'), 'BF16')],
    ['two text encoders', async () => golden('networks-sdxl.safetensors')],
    ['a Diffusers folder in parts', () => diffusersFolder('sd1', 2)],
  ])('of %s changes no byte of any answer', async (_, place) => {
    const checkpoint = await place();
    const derived = derivedFiles();
    const first = await networksOf(checkpoint, derived);
    const without = await answers(first);
    expect(first.lacksCopies).toBe(true);
    await first.keepCopies({});
    expect(first.lacksCopies).toBe(false);
    expect(await copies()).toHaveLength(1);
    expect(await answers(first)).toEqual(without);
    await first.release();

    const second = await networksOf(checkpoint, derivedFiles());
    expect(await answers(second)).toEqual(without);
    expect(second.lacksCopies).toBe(false);
    await second.release();
    expect(said).toEqual([]);
  });

  it('holds all weights of the networks: nothing is copied in memory any more', async () => {
    const file = await readCheckpoint(golden('networks-sdxl.safetensors'));
    const { model } = await openCheckpoint(golden('networks-sdxl.safetensors'));
    const weights = checkpointWeights(file, model.architecture);
    await writeFloat32Copy(derivedFiles(), weights);
    const widened = await withFloat32Copy(derivedFiles(), weights);
    const { copied, mapped } = checkpointMemory(widened);
    expect(copied).toBe(0);
    expect(mapped * 1.1).toBeCloseTo(checkpointMemory(file).copied);
    expect([...widened.tensors.keys()]).toEqual([...file.tensors.keys()]);
  });

  it('is made of no file that is float32 already', async () => {
    const networks = await networksOf(
      await storedAs(golden('networks-sd1.safetensors'), 'F32'),
      derivedFiles(),
    );
    await answers(networks);
    expect(networks.lacksCopies).toBe(false);
    await networks.release();
  });

  it('of another VAE is kept beside that of the checkpoint', async () => {
    const derived = derivedFiles();
    const vae = await readVae(golden('networks-sd2.safetensors'));
    const first = await networksOf(golden('networks-sd1.safetensors'), derived);
    const without = await answers(first, { vae });
    await first.keepCopies({});
    expect(await copies()).toHaveLength(2);
    await first.release();
    const second = await networksOf(golden('networks-sd1.safetensors'), derived);
    expect(await answers(second, { vae })).toEqual(without);
    expect(second.lacksCopies).toBe(false);
    await second.release();
  });

  it('that is spoilt or gone is done without', async () => {
    const derived = derivedFiles();
    const first = await networksOf(golden('networks-sd1.safetensors'), derived);
    const without = await answers(first);
    await first.keepCopies({});
    await first.release();
    const [copy = ''] = await copies();
    await truncate(copy, 5000);
    const second = await networksOf(golden('networks-sd1.safetensors'), derived);
    expect(await answers(second)).toEqual(without);
    await second.keepCopies({});
    await rm(copy);
    expect(await answers(second)).toEqual(without);
    await second.release();
  });

  it('is not kept of a checkpoint that is replaced while it is read', async () => {
    const place = await storedAs(golden('networks-sd1.safetensors'), 'BF16');
    const { file, model } = await openCheckpoint(place);
    const bytes = await readFile(place);
    let pieces = 0;
    await writeFloat32Copy(derivedFiles(), checkpointWeights(file, model.architecture), {
      rest: async () => {
        if (++pieces === 5) await writeFile(place, bytes.fill(1, bytes.length - 64));
      },
    });
    expect(await copies()).toEqual([]);
  });
});
