import { describe, expect, it } from 'vitest';
import { TorchNoise } from '../sampling/torch-noise';
import { relativeError } from '../testing/tensors';
import {
  compact,
  type Factors,
  firstRanks,
  hadamard,
  kronecker,
  type Matrix,
  matrix,
  multiply,
  sum,
  wholeMatrix,
} from './factors';

const noise = new TorchNoise(7);
const random = (rows: number, columns: number): Matrix =>
  matrix(rows, columns, noise.randn(Math.max(16, rows * columns)).slice(0, rows * columns));
const factors = (out: number, rank: number, columns: number): Factors => ({
  up: random(out, rank),
  down: random(rank, columns),
});
const dense = ({ up, down }: Factors): Float32Array => multiply(up, down).values;

describe('products of weights', () => {
  it('multiplies', () => {
    const a = matrix(2, 2, Float32Array.of(1, 2, 3, 4));
    expect([...multiply(a, matrix(2, 1, Float32Array.of(5, 6))).values]).toEqual([17, 39]);
  });

  it.each([
    [3, 7],
    [7, 3],
  ])('a whole %i×%i matrix keeps its values and the smaller rank', (rows, columns) => {
    const whole = random(rows, columns);
    expect(dense(wholeMatrix(whole))).toEqual(whole.values);
    expect(wholeMatrix(whole).down.rows).toBe(3);
  });

  it('a rank beyond the sizes is brought down to them, a small one is left alone', () => {
    const small = factors(6, 2, 5);
    expect(compact(small)).toBe(small);
    const large = factors(6, 9, 5);
    expect(compact(large).down.rows).toBe(5);
    expect(relativeError(dense(compact(large)), dense(large))).toBeLessThan(1e-6);
  });

  it.each([
    ['few ranks', 2],
    ['many', 4],
  ])('element by element, with %s', (_, rank) => {
    const [a, b] = [factors(9, rank, 8), factors(9, rank, 8)];
    const expected = dense(a).map((value, i) => value * dense(b)[i]!);
    const product = hadamard(a, b);
    expect(product.down.rows).toBe(Math.min(rank ** 2, 8));
    expect(relativeError(dense(product), expected)).toBeLessThan(1e-6);
  });

  it.each([
    ['few ranks', 1],
    ['many', 3],
  ])('Kronecker, with %s', (_, rank) => {
    const [a, b] = [factors(2, rank, 3), factors(4, rank, 3)];
    const [da, db] = [dense(a), dense(b)];
    const expected = Float32Array.from({ length: 8 * 9 }, (_, i) => {
      const [row, column] = [Math.floor(i / 9), i % 9];
      return da[Math.floor(row / 4) * 3 + Math.floor(column / 3)]! * db[(row % 4) * 3 + (column % 3)]!;
    });
    const product = kronecker(a, b);
    expect(product.down.rows).toBeLessThanOrEqual(8);
    expect(relativeError(dense(product), expected)).toBeLessThan(1e-6);
  });

  it.each([
    [3, 3],
    [9, 5],
    [-1, 4],
    [0, 0],
    [-9, 0],
  ])('the first %i of five ranks are %i', (count, expected) => {
    const all = factors(4, 5, 6);
    const rest = firstRanks(all, count);
    const by = (rank: number) =>
      dense({ up: all.up, down: all.down }).map((_, k) => {
        let sum = 0;
        for (let r = 0; r < rank; r++) {
          sum += all.up.values[Math.floor(k / 6) * 5 + r]! * all.down.values[r * 6 + (k % 6)]!;
        }
        return sum;
      });
    expect(rest.down.rows).toBe(Math.max(1, expected));
    expect(dense(rest).map(Math.fround)).toEqual(by(expected));
  });

  it('sums with weights, and changes none of its parts', () => {
    const parts = [
      { factors: factors(5, 2, 6), weight: 0.5 },
      { factors: factors(5, 3, 6), weight: -2 },
    ];
    const before = parts.map((part) => dense(part.factors));
    const expected = before[0]!.map((value, i) => 0.5 * value - 2 * before[1]![i]!);
    expect(relativeError(dense(sum(parts)), expected)).toBeLessThan(1e-6);
    const alone = dense(sum([{ ...parts[0]!, weight: 3 }]));
    expect(
      relativeError(
        alone,
        before[0]!.map((value) => 3 * value),
      ),
    ).toBeLessThan(1e-6);
    expect(parts.map((part) => dense(part.factors))).toEqual(before);
  });
});
