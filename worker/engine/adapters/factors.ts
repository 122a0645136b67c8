/** A matrix, row by row. */
export interface Matrix {
  rows: number;
  columns: number;
  values: Float32Array;
}

/**
 * A weight difference as a product: up · down. `up` is (out, rank); `down` is (rank, in), for a convolution with its
 * kernel (rank, in · h · w).
 */
export interface Factors {
  up: Matrix;
  down: Matrix;
}

export const matrix = (rows: number, columns: number, values: Float32Array): Matrix => ({
  rows,
  columns,
  values,
});

export const rankOf = ({ down }: Factors): number => down.rows;

/** a · b, summed in double precision. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const values = new Float32Array(a.rows * b.columns);
  const row = new Float64Array(b.columns);
  for (let i = 0; i < a.rows; i++) {
    row.fill(0);
    for (let k = 0; k < a.columns; k++) {
      const factor = a.values[i * a.columns + k]!;
      if (factor === 0) continue;
      const from = k * b.columns;
      for (let j = 0; j < b.columns; j++) row[j]! += factor * b.values[from + j]!;
    }
    values.set(row, i * b.columns);
  }
  return matrix(a.rows, b.columns, values);
}

function identity(size: number): Matrix {
  const values = new Float32Array(size * size);
  for (let i = 0; i < size; i++) values[i * size + i] = 1;
  return matrix(size, size, values);
}

/** Any matrix as factors, the identity on its smaller side. */
export function wholeMatrix(delta: Matrix): Factors {
  return delta.rows <= delta.columns
    ? { up: identity(delta.rows), down: delta }
    : { up: delta, down: identity(delta.columns) };
}

/** The same difference with the smallest rank that is had without loss and without decomposition. */
export function compact(factors: Factors): Factors {
  const { up, down } = factors;
  return rankOf(factors) > Math.min(up.rows, down.columns) ? wholeMatrix(multiply(up, down)) : factors;
}

/**
 * (up1 · down1) ⊙ (up2 · down2), exactly: rows of the ups and columns of the downs are multiplied pair by pair
 * (Khatri–Rao product), so ranks multiply.
 */
export function hadamard(a: Factors, b: Factors): Factors {
  const [out, columns] = [a.up.rows, a.down.columns];
  const [ra, rb] = [rankOf(a), rankOf(b)];
  if (ra * rb > Math.min(out, columns)) {
    const delta = multiply(a.up, a.down);
    const other = multiply(b.up, b.down).values;
    return wholeMatrix({ ...delta, values: delta.values.map((value, i) => value * other[i]!) });
  }
  const up = new Float32Array(out * ra * rb);
  const down = new Float32Array(ra * rb * columns);
  for (let p = 0; p < ra; p++) {
    for (let q = 0; q < rb; q++) {
      const r = p * rb + q;
      for (let o = 0; o < out; o++) up[o * ra * rb + r] = a.up.values[o * ra + p]! * b.up.values[o * rb + q]!;
      for (let i = 0; i < columns; i++) {
        down[r * columns + i] = a.down.values[p * columns + i]! * b.down.values[q * columns + i]!;
      }
    }
  }
  return { up: matrix(out, ra * rb, up), down: matrix(ra * rb, columns, down) };
}

/** kron(a, b) of two matrices. */
function kron(a: Matrix, b: Matrix): Matrix {
  const [rows, columns] = [a.rows * b.rows, a.columns * b.columns];
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) {
      const factor = a.values[i * a.columns + j]!;
      if (factor === 0) continue;
      for (let k = 0; k < b.rows; k++) {
        const to = (i * b.rows + k) * columns + j * b.columns;
        for (let l = 0; l < b.columns; l++) values[to + l] = factor * b.values[k * b.columns + l]!;
      }
    }
  }
  return matrix(rows, columns, values);
}

/** kron(up1 · down1, up2 · down2) = kron(up1, up2) · kron(down1, down2). */
export function kronecker(a: Factors, b: Factors): Factors {
  const smallest = Math.min(a.up.rows * b.up.rows, a.down.columns * b.down.columns);
  if (rankOf(a) * rankOf(b) > smallest) {
    return wholeMatrix(kron(multiply(a.up, a.down), multiply(b.up, b.down)));
  }
  return { up: kron(a.up, b.up), down: kron(a.down, b.down) };
}

/** The difference with its first ranks alone; below 0, without so many of the last. */
export function firstRanks({ up, down }: Factors, count: number): Factors {
  const rank = Math.min(down.rows, Math.max(0, count < 0 ? down.rows + count : count));
  // One rank of zeros stands for none.
  const kept = Math.max(1, rank);
  const ups = new Float32Array(up.rows * kept);
  for (let o = 0; o < up.rows; o++) {
    for (let r = 0; r < rank; r++) ups[o * kept + r] = up.values[o * up.columns + r]!;
  }
  return {
    up: matrix(up.rows, kept, ups),
    down: matrix(kept, down.columns, down.values.subarray(0, kept * down.columns)),
  };
}

export function scaled(source: Matrix, factor: number): Matrix {
  if (factor === 1) return source;
  const values = new Float32Array(source.values.length);
  for (let i = 0; i < values.length; i++) values[i] = source.values[i]! * factor;
  return { ...source, values };
}

/** Differences that add up, each times its weight: ranks add up too. */
export function sum(parts: { factors: Factors; weight: number }[]): Factors {
  const [{ factors: first, weight: firstWeight }, ...others] = parts as [(typeof parts)[0], ...typeof parts];
  const { up, down } = first;
  // Between two pictures: only the smaller one is written anew.
  if (others.length === 0) {
    return up.values.length <= down.values.length
      ? { up: scaled(up, firstWeight), down }
      : { up, down: scaled(down, firstWeight) };
  }
  const rank = parts.reduce((total, { factors }) => total + rankOf(factors), 0);
  const ups = new Float32Array(up.rows * rank);
  const downs = new Float32Array(rank * down.columns);
  let at = 0;
  for (const { factors, weight } of parts) {
    const own = rankOf(factors);
    const { values } = factors.up;
    for (let o = 0; o < up.rows; o++) {
      for (let r = 0; r < own; r++) ups[o * rank + at + r] = weight * values[o * own + r]!;
    }
    downs.set(factors.down.values, at * down.columns);
    at += own;
  }
  return { up: matrix(up.rows, rank, ups), down: matrix(rank, down.columns, downs) };
}
