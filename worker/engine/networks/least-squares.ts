/** A little ridge keeps the solution tame when a latent channel does not show in the pictures. */
const RIDGE = 1e-6;

/** Solves A·x = b by Gaussian elimination with partial pivoting; A is changed. */
function solve(a: Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(a[row]![column]!) > Math.abs(a[pivot]![column]!)) pivot = row;
    }
    [a[column], a[pivot]] = [a[pivot]!, a[column]!];
    [b[column], b[pivot]] = [b[pivot]!, b[column]!];
    for (let row = column + 1; row < n; row++) {
      const factor = a[row]![column]! / a[column]![column]!;
      for (let k = column; k < n; k++) a[row]![k]! -= factor * a[column]![k]!;
      b[row]! -= factor * b[column]!;
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) b[row]! -= a[row]![k]! * b[k]!;
    b[row]! /= a[row]![row]!;
  }
  return b;
}

/** The x that brings rows·x closest to the targets, by the normal equations. */
export function leastSquares(rows: number[][], targets: number[]): Float64Array {
  const n = rows[0]!.length;
  const gram = Array.from({ length: n }, () => new Float64Array(n));
  const moments = new Float64Array(n);
  rows.forEach((row, i) => {
    for (let p = 0; p < n; p++) {
      moments[p]! += row[p]! * targets[i]!;
      for (let q = 0; q < n; q++) gram[p]![q]! += row[p]! * row[q]!;
    }
  });
  for (let p = 0; p < n; p++) gram[p]![p]! += RIDGE * rows.length;
  return solve(gram, moments);
}
