import { seedOf } from '@/lib/generation/details';
import { shownOf } from '@/lib/generation/grids';
import { type DrawnFacts, writeInfotext } from '@/lib/generation/infotext';
import type { GenerationRequest } from '@/lib/generation/request';
import { requestOfCell } from '@/lib/generation/series/cell-request';
import type { ScriptName } from '@/lib/generation/series/script-fields';
import type { Series, SeriesCell } from '@/lib/generation/series/series';
import { encodePicture } from './encode-picture';
import { drawGrid } from './series-grid';
import type { NewPicture, StagedPicture } from './staged-picture';

/** What the names of grids begin with, as in the web UI. */
const GRID_NAMES: Partial<Record<ScriptName, string>> = { xyz: 'xyz_grid', matrix: 'prompt_matrix' };
/** Whose grids have a place for each cell. */
const BY_CELLS: ReadonlySet<ScriptName> = new Set(['xyz', 'matrix']);

/** The staged pictures of each place. Scripts without axes fill their grids picture by picture, with those that are shown. */
function placesOf(
  request: GenerationRequest & { series: Series },
  cells: readonly SeriesCell[],
  staged: readonly StagedPicture[],
) {
  const { series } = request;
  const pictures = staged.filter(({ grid }) => !grid).sort((a, b) => a.index - b.index);
  if (!BY_CELLS.has(series.script)) return shownOf(request, pictures).map((picture) => [picture]);
  const firsts = [...cells].sort((a, b) => a.first - b.first).map(({ first }) => first + series.grids);
  return firsts.map((first, k) =>
    pictures.filter(({ index }) => index >= first && index < (firsts[k + 1] ?? Number.POSITIVE_INFINITY)),
  );
}

/**
 * Draws the grids of a series from what was drawn of it: the one of all, and where they are wanted those of each sheet.
 * @param factsOf what infotexts say besides the request, by the index of a cell's first picture
 */
export async function* seriesGrids(
  request: GenerationRequest,
  staged: readonly StagedPicture[],
  factsOf: (firstPicture: number) => DrawnFacts | undefined,
): AsyncGenerator<NewPicture> {
  const { series } = request;
  if (!series || series.grids === 0 || staged.length === 0) return;
  const cells = series.cells ?? [];
  const places = placesOf({ ...request, series }, cells, staged);
  const perSheet = series.columns * series.rows;
  for (let index = 0; index < series.grids; index++) {
    const isOfAll = index === 0;
    const sheet = Math.max(0, index - 1);
    const first = cells.find(({ place }) => place === sheet * perSheet);
    if (!first) return;
    const { each = [] } = series.told;
    const told = [...series.told.sheet, ...(isOfAll ? series.told.all : []), ...each];
    const own = requestOfCell(request, first);
    const infotext = writeInfotext(own, 0, { ...factsOf(series.grids + first.first), told });
    const grid = await drawGrid(
      isOfAll ? places : places.slice(sheet * perSheet, (sheet + 1) * perSheet),
      isOfAll ? series : { ...series, sheets: 1 },
    );
    const picture = {
      index,
      // What was cut short is shown, not kept.
      saved: request.save_images && staged.some(({ complete }) => complete),
      complete: true,
      seed: seedOf(own, 0),
      infotext,
      grid: GRID_NAMES[series.script] ?? 'grid',
    };
    yield await encodePicture(grid, picture, request);
  }
}
