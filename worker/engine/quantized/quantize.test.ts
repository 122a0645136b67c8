import { describe, expect, it } from 'vitest';
import { largestWeight } from './byte-arithmetic';
import { evenedOut, quantizedWeights } from './quantize';

describe('channels evened out', () => {
  const [outputs, channels, kernel] = [4, 3, 9];
  const values = Float32Array.from(
    { length: outputs * channels * kernel },
    (_, i) => Math.sin(i * i) * 10 ** (Math.floor(i / kernel) % channels),
  );

  it('are as large in the input as in the weights', () => {
    const sizes = Float32Array.of(50, 1, 0.2);
    const factors = evenedOut(sizes, values, kernel);
    for (let c = 0; c < channels; c++) {
      const weights = values.filter((_, i) => Math.floor(i / kernel) % channels === c);
      const largest = Math.max(...weights.map(Math.abs));
      expect(sizes[c]! / factors[c]!).toBeCloseTo(largest * factors[c]!, 3);
    }
  });

  it('are numbers where a channel or all of them are nothing', () => {
    for (const sizes of [Float32Array.of(1, 0, 1), new Float32Array(3)]) {
      for (const weights of [values, new Float32Array(values.length)]) {
        for (const factor of evenedOut(sizes, weights, kernel)) {
          expect(factor > 0 && Number.isFinite(factor)).toBe(true);
        }
      }
    }
  });
});

describe('weights as bytes', () => {
  it('are off by half a step of their output at most, in the order of patches', () => {
    const [outputs, channels, kernel] = [5, 3, 9];
    const values = Float32Array.from({ length: outputs * channels * kernel }, (_, i) => Math.sin(i * i) * i);
    const { weight, scale } = quantizedWeights(values, outputs, kernel, 127);
    for (let i = 0; i < values.length; i++) {
      const [o, c, k] = [Math.floor(i / (channels * kernel)), Math.floor(i / kernel) % channels, i % kernel];
      const byte = weight[(k * channels + c) * outputs + o]!;
      expect(Math.abs(byte * scale[o]! - values[i]!)).toBeLessThanOrEqual(scale[o]! * 0.5001);
      expect(Math.abs(byte)).toBeLessThanOrEqual(127);
    }
  });

  it('are smaller where the processor asks for it, and zero where all are', () => {
    const { weight } = quantizedWeights(Float32Array.of(1, -1, 0, 0), 2, 1, 63);
    expect([...weight]).toEqual([63, 0, -63, 0]);
  });

  it('fit into what the processor adds up', async () => {
    expect([63, 127]).toContain(await largestWeight());
  });
});
