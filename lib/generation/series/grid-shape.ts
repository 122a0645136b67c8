import type { SavingOptions } from '../saving-options';

interface Shape {
  rows: number;
  columns: number;
}

type ShapeOptions = Pick<SavingOptions, 'n_rows' | 'grid_prevent_empty_spots'> & { batch_size: number };

/** The largest number of rows up to the square root that leaves no place empty. */
function fullRows(count: number): number {
  const rows = Math.max(1, Math.floor(Math.sqrt(count)));
  return Array.from({ length: rows }, (_, k) => rows - k).find((each) => count % each === 0)!;
}

function rowsOf(count: number, options: ShapeOptions | undefined): number {
  if (options && options.n_rows > 0) return options.n_rows;
  if (options?.n_rows === 0) return options.batch_size;
  return options?.grid_prevent_empty_spots ? fullRows(count) : Math.round(Math.sqrt(count));
}

/**
 * Rows and columns for `count` pictures: as square as it gets, wider rather than higher (sdapi §17), unless the options
 * want it otherwise.
 */
export function gridShape(count: number, options?: ShapeOptions): Shape {
  const rows = Math.min(Math.max(1, rowsOf(count, options)), Math.max(1, count));
  return { rows, columns: Math.ceil(count / rows) };
}
