import type { GenerationRequest } from './request';

type Laid = Pick<GenerationRequest, 'series' | 'batch_grid' | 'mask_pictures' | 'batch_size' | 'n_iter'>;

/** How many pictures of a job are grids at most; they stand before the others, and count with them. */
export const gridsOf = ({ series, batch_grid }: Pick<Laid, 'series' | 'batch_grid'>): number =>
  series?.grids ?? (batch_grid ? 1 : 0);

/** Where pictures of masks begin, if there are any: behind what was drawn. */
export const firstMaskOf = (request: Laid): number =>
  !request.mask_pictures ? Number.POSITIVE_INFINITY : gridsOf(request) + request.batch_size * request.n_iter;

/** The pictures of a job that its owner is shown, without those of masks; the others are in the gallery. */
export function shownOf<P extends { index: number }>(request: Laid, pictures: readonly P[]): P[] {
  const grids = gridsOf(request);
  if (request.series && !request.series.loneImages) return pictures.filter(({ index }) => index < grids);
  const { every = 1 } = request.series ?? {};
  if (every > 1) {
    const lasts = pictures.filter(({ index }) => index < grids || (index - grids + 1) % every === 0);
    // One that was interrupted before the first of them shows what there is.
    return lasts.some(({ index }) => index >= grids) ? lasts : [...pictures];
  }
  const isGridShown = request.batch_grid?.shown ?? true;
  const masks = firstMaskOf(request);
  return pictures.filter(({ index }) => index < masks && (isGridShown || index >= grids));
}
