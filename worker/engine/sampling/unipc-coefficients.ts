import { solveLinear } from './solve-linear';

const { expm1 } = Math;

/** The inverse of a small matrix. */
function inverse(matrix: number[][]): number[][] {
  const columns = matrix.map((_, k) =>
    solveLinear(
      matrix,
      matrix.map((_, row) => (row === k ? 1 : 0)),
    ),
  );
  return matrix.map((_, row) => columns.map((column) => column[row]!));
}

/** φ₁(h), φ₂(h) … on guesses at x₀. */
function phis(h: number, count: number): number[] {
  let phi = expm1(-h);
  let factorial = 1;
  return Array.from({ length: count }, (_, k) => {
    const value = phi;
    phi = phi / -h - 1 / factorial;
    factorial *= k + 2;
    return value;
  });
}

/**
 * Weights of the differences ahead of and behind a step of UniPC with varying coefficients, as parts of √alpha.
 * @param r places of the older guesses and of the new one (1), in steps of `h`
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/models/diffusion/uni_pc/uni_pc.py`, multistep_uni_pc_vary_update;
 *   its corrector takes the new guess's weight from the last row but one, and so does this
 */
export function varyingCoefficients(r: number[], h: number) {
  const K = r.length;
  let column = r.map(() => 1);
  const columns = r.map((_, k) => {
    const present = column;
    column = column.map((value, i) => (value * r[i]!) / (k + 2));
    return present;
  });
  const C = r.map((_, row) => columns.map((values) => values[row]!));
  const phi = phis(h, K + 1);
  /** What older guesses weigh, summed over the orders. */
  const older = (inverted: number[][]) =>
    Array.from({ length: K - 1 }, (_, j) => {
      let weight = 0;
      for (let k = 0; k < K - 1; k++) weight -= phi[k + 1]! * inverted[k]![j]!;
      return weight;
    });
  return {
    ahead: K === 1 ? [] : older(inverse(C.slice(0, -1).map((row) => row.slice(0, -1)))),
    behind: () => {
      const inverted = inverse(C);
      const row = inverted[Math.max(0, K - 2)]!;
      return [...older(inverted), -phi[K]! * row[K - 1]!];
    },
  };
}
