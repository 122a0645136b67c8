/** Rows and columns for `count` pictures: as square as it gets, wider rather than higher (sdapi §17). */
export function gridShape(count: number): { rows: number; columns: number } {
  const rows = Math.max(1, Math.round(Math.sqrt(count)));
  return { rows, columns: Math.ceil(count / rows) };
}
