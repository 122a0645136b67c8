import { seedOf } from '@/lib/generation/details';
import { type DrawnFacts, writeInfotext } from '@/lib/generation/infotext';
import type { GenerationRequest } from '@/lib/generation/request';
import { savingOptionsOf } from '@/lib/generation/saving-options';
import { gridShape } from '@/lib/generation/series/grid-shape';
import { encodePicture } from './encode-picture';
import { drawGrid } from './series-grid';
import type { NewPicture, StagedPicture } from './staged-picture';

/**
 * The grid of the pictures of a job, with the infotext of the first of them; null when none is wanted, or when one picture
 * is all that was drawn of several.
 * @param facts what infotexts say besides the request
 */
export async function batchGrid(
  request: GenerationRequest,
  staged: readonly StagedPicture[],
  facts: DrawnFacts | undefined,
): Promise<NewPicture | null> {
  const { batch_grid, batch_size, n_iter } = request;
  const drawn = staged.filter(({ mask }) => !mask);
  const isOneOfMany = drawn.length === 1 && batch_size * n_iter > 1;
  if (!batch_grid || drawn.length === 0 || isOneOfMany) return null;
  // What was cut short is shown, not kept.
  const saved = batch_grid.kept && drawn.some(({ complete }) => complete);
  if (!saved && !batch_grid.shown) return null;
  const shape = gridShape(drawn.length, { ...savingOptionsOf(request), batch_size });
  const pictures = drawn.toSorted((a, b) => a.index - b.index);
  const grid = await drawGrid(
    pictures.map((picture) => [picture]),
    { ...shape, sheets: 1, legends: null, margin: 0 },
  );
  const infotext = writeInfotext(request, 0, facts);
  const told = { index: 0, saved, complete: true, seed: seedOf(request, 0), infotext, grid: 'grid' };
  return encodePicture(grid, told, request);
}
