import { expect, it } from 'vitest';
import { leastSquares } from './least-squares';
import { previewLatent } from './preview';

it('finds the linear map behind noiseless samples', () => {
  const rows = Array.from({ length: 20 }, (_, i) => [Math.sin(i), Math.cos(3 * i), 1]);
  const targets = rows.map(([a, b, c]) => 2 * a! - 0.5 * b! + 0.25 * c!);
  const solution = leastSquares(rows, targets);
  [2, -0.5, 0.25].forEach((factor, i) => {
    expect(solution[i]).toBeCloseTo(factor, 4);
  });
});

it('stays finite when a channel never changes', () => {
  const solution = leastSquares(
    Array.from({ length: 10 }, (_, i) => [i, 0, 1]),
    Array.from({ length: 10 }, (_, i) => i),
  );
  expect([...solution].every(Number.isFinite)).toBe(true);
});

it('previews one pixel for each place, clamped', () => {
  const rgb = [Float64Array.of(1, 0), Float64Array.of(0, 0.5), Float64Array.of(-9, 0)];
  const { width, height, rgb: pixels } = previewLatent({ rgb }, Float32Array.of(1, -1), 2, 1);
  expect([width, height, ...pixels]).toEqual([2, 1, 255, 191, 0, 0, 191, 255]);
});
