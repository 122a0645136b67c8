import { gridsOf } from '../grids';
import type { GenerationRequest } from '../request';
import { requestOfCell } from './cell-request';

/** The request that a picture of a job was drawn by, and which of its pictures it is, from 0; of a grid the first. */
export function cellOfPicture(
  request: GenerationRequest,
  index: number,
): { request: GenerationRequest; index: number } {
  const among = Math.max(0, index - gridsOf(request));
  const cells = request.series?.cells ?? [];
  const before = cells.filter(({ first }) => first <= among);
  if (before.length === 0) return { request, index: among };
  const cell = before.reduce((last, each) => (each.first > last.first ? each : last));
  return { request: requestOfCell(request, cell), index: among - cell.first };
}
