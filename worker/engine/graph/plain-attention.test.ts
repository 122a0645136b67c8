import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { createSession } from '../device/session';
import { relativeError } from '../testing/tensors';
import { type Attended, Layers, type LayersClass } from './layers';
import { OnnxGraph, OnnxType } from './onnx/graph';
import { withPlainAttention } from './plain-attention';
import { Weights } from './weights';

const HEADS = 2;
const WIDTH = 8;
const NO_FILE = { path: '/', size: 0, modified: 0, metadata: {}, tensors: new Map() };

/** Attention alone: `q` (B, T, C), `k` and `v` (B, S, C). */
async function attention(Blocks: LayersClass, attended?: Attended) {
  const graph = new OnnxGraph();
  const layers = new Blocks(graph, new Weights(graph, NO_FILE, ''));
  const [q, k, v] = ['q', 'k', 'v'].map((name) =>
    graph.input(name, OnnxType.F32, ['batch', name === 'q' ? 'tokens' : 'context', WIDTH]),
  ) as [string, string, string];
  graph.output('y', layers.attention(q, k, v, WIDTH, HEADS, attended), ['batch', 'tokens', WIDTH]);
  const session = await createSession(graph.encode(), { name: 'cpu', threads: 1 });
  return async (rows: number[], tokens: number, context: number): Promise<Float32Array[]> => {
    const input = (length: number, phase: number) => {
      const values = rows.flatMap((row) =>
        Array.from({ length: length * WIDTH }, (_, i) => 3 * Math.sin(i * i * 0.37 + i + row * phase)),
      );
      return new Tensor('float32', Float32Array.from(values), [rows.length, length, WIDTH]);
    };
    const { y } = await session.run({ q: input(tokens, 1), k: input(context, 2), v: input(context, 3) });
    expect(y!.dims).toEqual([rows.length, tokens, WIDTH]);
    const data = y!.data as Float32Array;
    return rows.map((_, row) => data.slice(row * tokens * WIDTH, (row + 1) * tokens * WIDTH));
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

describe('attention written out', () => {
  it.each([
    ['a token', 1, 1],
    ['one slice', 256, 256],
    ['as many tokens as one slice has scores', 1024, 1024],
    ['one token more', 1025, 1025],
    ['slices that do not divide evenly', 5003, 5003],
    ['few tokens that look at many', 3, 30_000],
  ])('is the fused one to rounding: %s', async (_, tokens, context) => {
    const [plain, fused] = [await attention(withPlainAttention(Layers)), await attention(Layers)];
    const rows = [0, 1];
    const [expected, found] = [await fused(rows, tokens, context), await plain(rows, tokens, context)];
    for (const row of rows) expect(relativeError(found[row]!, expected[row]!)).toBeLessThan(1e-5);
  });

  it('gives a row the same bytes in any batch, in slices too', async () => {
    const plain = await attention(withPlainAttention(Layers));
    for (const tokens of [300, 3001]) {
      const [alone] = await plain([5], tokens, tokens);
      for (const rows of [
        [1, 5],
        [5, 2, 3, 4],
      ]) {
        const together = await plain(rows, tokens, tokens);
        expect(Buffer.compare(bytesOf(together[rows.indexOf(5)]!), bytesOf(alone!))).toBe(0);
      }
    }
  });

  it.each([
    ['text', 4096, 77],
    ['earlier', 77, 77],
  ] as const)('is the fused one for texts too: %s', async (attended, tokens, context) => {
    const plain = await attention(withPlainAttention(Layers), attended);
    const fused = await attention(Layers, attended);
    const [expected, found] = [await fused([0, 1], tokens, context), await plain([0, 1], tokens, context)];
    for (const row of [0, 1]) expect(relativeError(found[row]!, expected[row]!)).toBeLessThan(1e-5);
  });

  it('takes memory by the tokens, not by their square', async () => {
    const plain = await attention(withPlainAttention(Layers));
    const peak = () => process.resourceUsage().maxRSS / 1024;
    await plain([0], 3000, 3000);
    const before = peak();
    // Written out at once, the scores alone would be 1.1 GB.
    await plain([0], 12_000, 12_000);
    expect(peak() - before).toBeLessThan(300);
  });
});
