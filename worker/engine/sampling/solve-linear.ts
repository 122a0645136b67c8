/** Solves A·x = b by Gaussian elimination with partial pivoting; for the few equations of a multistep solver. */
export function solveLinear(A: number[][], b: number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    const below = rows.slice(column).map((row) => Math.abs(row[column]!));
    const pivot = column + below.indexOf(Math.max(...below));
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (const row of rows.slice(column + 1)) {
      const factor = row[column]! / rows[column]![column]!;
      for (let k = column; k <= n; k++) row[k]! -= factor * rows[column]![k]!;
    }
  }
  const x = Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const known = x.reduce((sum, x_k, k) => sum + x_k * rows[i]![k]!, 0);
    x[i] = (rows[i]![n]! - known) / rows[i]![i]!;
  }
  return x;
}
