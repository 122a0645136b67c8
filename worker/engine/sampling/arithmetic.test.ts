import { describe, expect, it } from 'vitest';
import { ancestralStep } from './ancestral-step';
import { betaQuantile } from './beta-quantile';
import { churn } from './churn';
import { karrasSigmas } from './karras';
import { linear } from './linear';
import { linspace } from './linspace';
import { restartPlan } from './restart';
import { seedWord } from './seed-sequence';
import { solveLinear } from './solve-linear';
import { alphaOf, epsilonIn, moved, widened } from './variance-preserving';
import { type Planes, pasted } from './variation';

it('linear adds multiples, in double precision', () => {
  const [a, b] = [Float32Array.of(1, 2), Float32Array.of(1e-8, -1)];
  expect([...linear([3, a], [2, b])]).toEqual([3, 4]);
  expect([...a]).toEqual([1, 2]);
});

it('linspace has both ends exactly, as float32', () => {
  expect(linspace(999, 0, 4)).toEqual([999, 666, 333, 0]);
  expect(linspace(0.1, 0.7, 1)).toEqual([Math.fround(0.1)]);
  const many = linspace(2.682, -3.534, 25);
  expect([many[0], many.at(-1)]).toEqual([Math.fround(2.682), Math.fround(-3.534)]);
});

it('an ancestral step splits the variance between what is left and what is fresh', () => {
  const { sigma_down, sigma_up } = ancestralStep(5, 3, 1);
  expect(sigma_down ** 2 + sigma_up ** 2).toBeCloseTo(9, 12);
  expect(ancestralStep(5, 3, 0)).toEqual({ sigma_down: 3, sigma_up: 0 });
  expect(ancestralStep(5, 0, 1)).toEqual({ sigma_down: 0, sigma_up: 0 });
  expect(ancestralStep(5, 3, 100)).toEqual({ sigma_down: 0, sigma_up: 3 });
});

describe('churn', () => {
  const x = Float32Array.of(0, 0);
  const options = { eta: 0, noise: () => Float32Array.of(1, -1) };

  it('lifts by at most the square root of two', () => {
    const { x: lifted, sigma_hat } = churn(x, 2, 1, 10, { ...options, s_churn: 100 });
    expect(sigma_hat).toBeCloseTo(2 * Math.SQRT2, 12);
    expect(lifted[0]).toBeCloseTo(2, 6);
    expect(churn(x, 2, 1, 10, { ...options, s_churn: 1 }).sigma_hat).toBeCloseTo(2.2, 12);
  });

  it('draws outside of its range too, but adds nothing', () => {
    let draws = 0;
    const counted = { eta: 0, noise: () => Float32Array.of(++draws, 0), s_churn: 4, s_tmin: 1, s_tmax: 3 };
    for (const sigma of [0.5, 2, 5]) churn(x, sigma, 0, 10, counted);
    expect(draws).toBe(3);
    expect(churn(x, 5, 0, 10, counted)).toEqual({ x, sigma_hat: 5 });
    expect(churn(x, 5, 0, 10, options)).toEqual({ x, sigma_hat: 5 });
  });
});

describe('restart', () => {
  const plan = (steps: number) => restartPlan(karrasSigmas(steps, 0.03, 14.6));
  const rises = (steps: number) => {
    const pairs = plan(steps);
    return pairs.filter(([from], i) => i > 0 && from > pairs[i - 1]![1]).length;
  };

  it('goes down once below 20 steps, then again once, and twice from 36 on', () => {
    expect([19, 20, 35, 36, 60].map(rises)).toEqual([0, 1, 1, 2, 2]);
    expect(plan(7)).toHaveLength(7);
  });

  it('begins at the top and ends at 0', () => {
    for (const steps of [5, 20, 36]) {
      expect(plan(steps)[0]![0]).toBeCloseTo(14.6, 4);
      expect(plan(steps).at(-1)![1]).toBe(0);
    }
  });
});

it('quantiles of the beta distribution are those of scipy', () => {
  expect(betaQuantile(0, 0.6, 0.6)).toBe(0);
  expect(betaQuantile(1, 0.6, 0.6)).toBe(1);
  expect(betaQuantile(0.5, 0.6, 0.6)).toBeCloseTo(0.5, 12);
  expect(betaQuantile(0.25, 0.6, 0.6) + betaQuantile(0.75, 0.6, 0.6)).toBeCloseTo(1, 12);
  // Beta(1, b) has a closed form.
  expect(betaQuantile(0.3, 1, 3)).toBeCloseTo(1 - 0.7 ** (1 / 3), 12);
});

it('solves small systems, also where a pivot is 0', () => {
  expect(solveLinear([], [])).toEqual([]);
  const x = solveLinear(
    [
      [0, 2, 1],
      [1, 1, 1],
      [2, 0, -1],
    ],
    [7, 6, -1],
  );
  x.forEach((value, k) => {
    expect(value).toBeCloseTo([1, 2, 3][k]!, 12);
  });
});

it('seeds of tree nodes differ by entropy, place and depth', () => {
  const words = [
    seedWord(0),
    seedWord(1),
    seedWord(2 ** 40),
    seedWord(1, [0, 0]),
    seedWord(1, [1, 0]),
    seedWord(1, [0, 1]),
  ];
  expect(new Set(words)).toHaveLength(words.length);
  for (const word of words) expect(Number.isInteger(word) && word >= 0 && word < 2 ** 32).toBe(true);
});

it('unit variance and back', () => {
  const x0 = Float32Array.of(0.5, -1);
  const noise = Float32Array.of(1, 2);
  const alpha = alphaOf(3);
  const z = linear([Math.sqrt(alpha), x0], [Math.sqrt(1 - alpha), noise]);
  expect(widened(z, alpha)[0]).toBeCloseTo(0.5 + 3 * 1, 5);
  expect(epsilonIn(z, alpha, x0)[1]).toBeCloseTo(2, 5);
  const nearer = moved(z, alpha, alphaOf(1), noise);
  expect(widened(nearer, alphaOf(1))[1]).toBeCloseTo(-1 + 2, 5);
});

describe('pasting noise of another size', () => {
  const planes = (height: number, width: number, first: number): Planes => ({
    data: Float32Array.from({ length: height * width }, (_, i) => first + i),
    shape: [1, height, width],
  });

  it('puts smaller noise into the middle, halves rounded down', () => {
    expect([...pasted(planes(1, 2, 100), planes(3, 4, 0)).data]).toEqual([
      0, 1, 2, 3, 4, 100, 101, 7, 8, 9, 10, 11,
    ]);
  });

  it('takes the middle of larger noise', () => {
    expect([...pasted(planes(3, 4, 100), planes(1, 2, 0)).data]).toEqual([105, 106]);
  });
});
