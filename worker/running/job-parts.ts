import { gridsOf } from '@/lib/generation/grids';
import type { GenerationRequest } from '@/lib/generation/request';
import { requestOfCell } from '@/lib/generation/series/cell-request';
import type { CellPart } from '@/lib/generation/series/series';

/** What the engine is given at a time: all of a job, or one request of a series. */
export interface JobPart {
  request: GenerationRequest;
  /** Index of its first picture in the job. */
  firstPicture: number;
  /** Batches that are drawn before. */
  firstBatch: number;
  /** Which part of the series' work on pictures it is. */
  work?: CellPart;
}

/** The parts of a job in the order in which they are drawn; grids stand before the pictures. */
export function partsOf(request: GenerationRequest): JobPart[] {
  const { series } = request;
  if (!series) return [{ request, firstPicture: gridsOf(request), firstBatch: 0 }];
  let firstBatch = 0;
  return (series.cells ?? []).map((cell) => {
    const part = {
      request: requestOfCell(request, cell),
      firstPicture: series.grids + cell.first,
      firstBatch,
      ...(cell.part ? { work: cell.part } : {}),
    };
    firstBatch += part.request.n_iter;
    return part;
  });
}

/** Steps that each batch of a job was asked for. */
export const stepsOfBatches = (parts: readonly JobPart[]): number[] =>
  parts.flatMap(({ request: { n_iter, steps } }) => Array.from({ length: n_iter }, () => steps));
