import { describe, expect, it } from 'vitest';
import { golden } from '../testing/paths';
import { readTensors } from '../testing/tensors';
import { TorchNoise } from './torch-noise';

describe('TorchNoise', () => {
  it('draws the check value of torch', () => {
    const [a, b, c, d] = new TorchNoise(0).randn(12);
    expect([a, b, c, d].map((v) => v!.toFixed(8))).toEqual([
      '1.54099607',
      '-0.29342890',
      '-2.17878938',
      '0.56843126',
    ]);
  });

  it("has torch's bits for many seeds and sizes, draw after draw", async () => {
    const cases = [...(await readTensors(golden('noise.safetensors')))].flatMap(([name, { shape, data }]) => {
      const match = /^CPU seed=(\d+) size=([\dx]+)$/.exec(name);
      return match ? [{ name, seed: Number(match[1]), draws: shape[0]!, data: data as Float32Array }] : [];
    });
    expect(cases.length).toBeGreaterThan(100);
    for (const { name, seed, draws, data } of cases) {
      const noise = new TorchNoise(seed);
      const drawn = Array.from({ length: draws }, () => [...noise.randn(data.length / draws)]).flat();
      expect(drawn, name).toEqual([...data]);
    }
  });

  it('keeps the spare number of a small draw for the next one', async () => {
    const wanted = (await readTensors(golden('noise.safetensors'))).get('CPU seed=3 mixed')!.data;
    const noise = new TorchNoise(3);
    expect([3, 20, 1, 5, 64].flatMap((n) => [...noise.randn(n)])).toEqual([...wanted]);
  });

  it('counts only the low 32 bits of a seed, negative or huge', () => {
    const draw = (seed: number) => [...new TorchNoise(seed).randn(16)];
    expect(draw(2 ** 32 + 5)).toEqual(draw(5));
    expect(draw(-1)).toEqual(draw(2 ** 32 - 1));
  });
});
