import type { GenerationRequest } from './request';

type Gridded = Pick<GenerationRequest, 'series' | 'batch_grid'>;

/** How many pictures of a job are grids at most; they stand before the others, and count with them. */
export const gridsOf = ({ series, batch_grid }: Gridded): number => series?.grids ?? (batch_grid ? 1 : 0);

/** The pictures of a job that its owner is shown; the others are in the gallery. */
export function shownOf<P extends { index: number }>(request: Gridded, pictures: readonly P[]): P[] {
  const grids = gridsOf(request);
  if (request.series && !request.series.loneImages) return pictures.filter(({ index }) => index < grids);
  const isGridShown = request.batch_grid?.shown ?? true;
  return pictures.filter(({ index }) => isGridShown || index >= grids);
}
