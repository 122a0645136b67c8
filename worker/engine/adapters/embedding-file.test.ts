import { describe, expect, it } from 'vitest';
import { describeArchitecture } from '../checkpoint/describe';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { golden, STARTER, STARTER_EMBEDDING } from '../testing/paths';
import { safetensorsBytes } from '../testing/safetensors-bytes';
import { floats, readTensors, relativeError } from '../testing/tensors';
import { temporaryFile } from '../testing/write-safetensors';
import { readEmbedding } from './embedding-file';

async function architectureOf(path: string) {
  return describeArchitecture(await readCheckpoint(path));
}
const small = (family: string) => architectureOf(golden(`networks-${family}.safetensors`));

function fileOf(tensors: Record<string, { shape: number[]; values?: number[] }>): Promise<string> {
  const header: Record<string, unknown> = {};
  const parts: Buffer[] = [];
  let at = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const length = shape.reduce((a, b) => a * b, 1);
    const data = Buffer.from(Float32Array.from({ length }, (_, i) => values?.[i] ?? i).buffer);
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + data.length] };
    at += data.length;
    parts.push(data);
  }
  return temporaryFile(safetensorsBytes(header, Buffer.concat(parts)));
}

describe('embeddings', () => {
  it('in the text encoder, against PyTorch', async () => {
    const file = await readCheckpoint(golden('networks-sd1.safetensors'));
    const networks = new CheckpointNetworks(file, describeArchitecture(file), { name: 'cpu', threads: 1 });
    const { length, vectors } = await readEmbedding(
      golden('adapter-inversion.safetensors'),
      networks.architecture,
    );
    expect(length).toBe(2);
    const expected = await readTensors(golden('adapters.safetensors'));
    const data = BigInt64Array.from(expected.get('inversion.ids')!.data as BigInt64Array);
    data.fill(-1n, 4, 6);
    const places = new Float32Array(77 * 32);
    places.set(vectors.text, 4 * 32);
    const { output } = await networks.evaluate({
      network: 'text',
      output: 'clip_skip_1',
      rows: 1,
      inputs: { ids: { data, shape: [77] }, vectors: { data: places, shape: [77, 32] } },
    });
    expect(relativeError(output, floats(expected, 'inversion.text').data)).toBeLessThan(1e-5);
    await networks.release();
  });

  it("the starter's", async () => {
    const { length, vectors } = await readEmbedding(STARTER_EMBEDDING, await architectureOf(STARTER));
    expect(length).toBe(2);
    expect(vectors.text).toHaveLength(2 * 128);
  });

  it('for two encoders, for one vector, under a word of its own', async () => {
    const both = await fileOf({ clip_l: { shape: [3, 32] }, clip_g: { shape: [3, 48] } });
    expect(await readEmbedding(both, await small('sdxl'))).toMatchObject({ length: 3 });
    const word = await fileOf({ '<cat-toy>': { shape: [32] } });
    expect((await readEmbedding(word, await small('sd1'))).vectors.text[5]).toBe(5);
  });

  it.each([
    [
      'SDXL for SD 1',
      'sd1',
      { clip_l: { shape: [1, 32] }, clip_g: { shape: [1, 48] } },
      /it is for SDXL checkpoints/,
    ],
    ['SD 1 for SDXL', 'sdxl', { emb_params: { shape: [1, 32] } }, /it is for SD 1\.x or 2\.x checkpoints/],
    [
      'SD 2 for SD 1',
      'sd1',
      { emb_params: { shape: [2, 1024] } },
      /1024 values .* takes 32; it is for SD 2\.x/,
    ],
    ['no vectors', 'sd1', { emb_params: { shape: [0, 32] } }, /0 vectors/],
    ['too many', 'sd1', { emb_params: { shape: [76, 32] } }, /76 vectors; 1 to 75/],
    ['unequal lengths', 'sdxl', { clip_l: { shape: [1, 32] }, clip_g: { shape: [2, 48] } }, /equally many/],
    ['strange names', 'sd1', { a: { shape: [1, 32] }, b: { shape: [1, 32] } }, /none is named "emb_params"/],
    ['NaN', 'sd1', { emb_params: { shape: [1, 32], values: [Number.NaN] } }, /NaN or infinity/],
  ])('refuses %s', async (_, family, tensors, message) => {
    await expect(readEmbedding(await fileOf(tensors), await small(family))).rejects.toThrow(message);
  });
});
