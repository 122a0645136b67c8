import { describe, expect, it } from 'vitest';
import { largestWeight } from './byte-arithmetic';
import { inputSteps, quantizedWeights } from './quantize';

describe('steps of a byte', () => {
  it.each([
    [-0.28, 6.5],
    [-4, 4],
    [0, 1e-6],
    [-3, 0],
    [0, 0],
  ])('cover %f to %f with some room, and hit zero', (low, high) => {
    const { step, zero } = inputSteps({ low, high });
    expect(Number.isInteger(zero) && zero >= 0 && zero <= 255).toBe(true);
    expect(step).toBeGreaterThan(0);
    expect(-zero * step).toBeLessThanOrEqual(low);
    expect((255 - zero) * step).toBeGreaterThanOrEqual(high);
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
