/** Width by height of a stage, more or less. */
const STAGE = 1.25;

/** In how many columns pictures of these proportions (width by height) are largest. */
export function gridColumns(count: number, ratio: number): number {
  const width = (columns: number) => Math.min(STAGE / columns, ratio / Math.ceil(count / columns));
  return Array.from({ length: count }, (_, i) => i + 1).reduce((best, columns) =>
    width(columns) > width(best) ? columns : best,
  );
}
