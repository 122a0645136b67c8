import { drawnSeed } from '../drawn-seed';
import { BadFields, type GenerationFields } from '../generation-fields';
import type { GenerationRequest } from '../request';
import { changesBetween } from './cell-request';
import { planSeries } from './plan';
import type { ScriptFields } from './script-fields';
import { problemSentence, ScriptFault } from './script-problem';
import type { SeriesCell } from './series';
import type { PlannedCell, SeriesPlan } from './series-plan';

/** Requests that are looked up at a time: each asks the database a few times. */
const AT_ONCE = 8;

type Resolve = (fields: GenerationFields) => Promise<GenerationRequest>;
type ResolvedCell = Omit<PlannedCell, 'fields'> & { request: GenerationRequest };

function planned(fields: GenerationFields, script: ScriptFields): SeriesPlan {
  try {
    return planSeries(fields, script, { kind: fields.initImages ? 'img2img' : 'txt2img', draw: drawnSeed });
  } catch (error) {
    if (error instanceof ScriptFault)
      throw new BadFields([{ field: 'script', message: problemSentence(error.problem) }]);
    throw error;
  }
}

/** A series has grids of its own, and its pictures are counted without those of masks. */
function ofSeries({ batch_grid: _, mask_pictures: __, ...request }: GenerationRequest): GenerationRequest {
  return request;
}

/** The fields of a cell are changed by the script: what is wrong with them is wrong with it. */
async function resolveCell({ fields, ...cell }: PlannedCell, resolve: Resolve): Promise<ResolvedCell> {
  try {
    return { ...cell, request: ofSeries(await resolve(fields)) };
  } catch (error) {
    if (!(error instanceof BadFields)) throw error;
    throw new BadFields(error.problems.map(({ message }) => ({ field: 'script', message })));
  }
}

async function resolveCells(cells: readonly PlannedCell[], resolve: Resolve) {
  const resolved: ResolvedCell[] = [];
  for (let at = 0; at < cells.length; at += AT_ONCE) {
    const some = cells.slice(at, at + AT_ONCE);
    resolved.push(...(await Promise.all(some.map((cell) => resolveCell(cell, resolve)))));
  }
  return resolved;
}

/** Pictures are counted place by place, whatever the order they are drawn in. */
function firstPictures(cells: readonly ResolvedCell[]): Map<number, number> {
  let next = 0;
  return new Map(
    cells
      .toSorted((a, b) => a.place - b.place)
      .map(({ place, request }) => {
        const first = next;
        next += request.batch_size * request.n_iter;
        return [place, first];
      }),
  );
}

/**
 * The request of a series: that of its fields, and how each of its cells differs. Throws BadFields for a script that can't
 * be understood or is too long, and what `resolve` throws.
 */
export async function resolveSeries(
  fields: GenerationFields,
  script: ScriptFields,
  resolve: Resolve,
): Promise<GenerationRequest> {
  const { cells: plan, fields: fixed, ...layout } = planned(fields, script);
  const own = ofSeries(await resolve(fixed));
  const resolved = await resolveCells(plan, resolve);
  const firsts = firstPictures(resolved);
  const sum = (count: (request: GenerationRequest) => number) =>
    resolved.reduce((total, { request }) => total + count(request), 0);
  // Whoever asks how long a job is counts its batches.
  const base = { ...own, n_iter: sum(({ n_iter }) => n_iter) };
  const cells: SeriesCell[] = resolved.map(({ request, ...cell }) => ({
    ...cell,
    first: firsts.get(cell.place)!,
    changes: changesBetween(base, request),
  }));
  return {
    ...base,
    series: { ...layout, pictures: sum(({ batch_size, n_iter }) => batch_size * n_iter), cells },
  };
}
