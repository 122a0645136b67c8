import { gridShape } from '@/lib/generation/series/grid-shape';
import type { LegendLine, Legends, Series } from '@/lib/generation/series/series';
import { GridCanvas, type Place } from './grid-canvas';
import { drawLegend, type LegendPicture } from './legend-text';

/** A picture that goes into a grid. */
export interface GridPicture {
  /** Absolute path, or the file itself. */
  file: string | Buffer;
  width: number;
  height: number;
}

/** Pixels of a grid at most; pictures of a larger one are made smaller. */
const MOST_PIXELS = 64_000_000;
/** Pixels of letters, however small the pictures are. */
const SMALLEST_LETTERS = 13;

/** The pictures of each place, and how large each is drawn. */
interface Tiles {
  places: readonly (readonly GridPicture[])[];
  width: number;
  height: number;
  scale: number;
}

const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 1);

function tilesOf(places: readonly (readonly GridPicture[])[]): Tiles {
  const all = places.flat();
  const { rows, columns } = gridShape(most(places.map(({ length }) => length)));
  const width = most(all.map((picture) => picture.width)) * columns;
  const height = most(all.map((picture) => picture.height)) * rows;
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height * places.length)));
  return {
    places,
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    scale,
  };
}

interface Edges {
  columns: (LegendPicture | null)[];
  rows: (LegendPicture | null)[];
  /** Pixels that the legends take above and at the left. */
  top: number;
  left: number;
}

async function edgesOf(legends: Legends | null, { width, height }: Tiles, fontSize: number): Promise<Edges> {
  const draw = (lists: readonly LegendLine[][], across: number) =>
    Promise.all(lists.map((lines) => drawLegend(lines, { width: across, fontSize })));
  const hasRows = legends?.rows.some((lines) => lines.length > 0) ?? false;
  const left = hasRows ? Math.max(Math.round(width * 0.75), fontSize * 7) : 0;
  const columns = await draw(legends?.columns ?? [], width);
  const rows = hasRows ? await draw(legends!.rows, left - fontSize) : [];
  return { columns, rows, left, top: spaceAbove(columns, fontSize, height) };
}

/** Legends of more lines than a picture is high are made smaller. */
function spaceAbove(drawn: readonly (LegendPicture | null)[], fontSize: number, height: number): number {
  const highest = most(drawn.map((legend) => legend?.height ?? 0));
  return drawn.some(Boolean) ? Math.min(highest, Math.max(height, fontSize * 4)) + fontSize : 0;
}

/** Lays the pictures of one place side by side. */
async function layTile(canvas: GridCanvas, pictures: readonly GridPicture[], tile: Place): Promise<void> {
  const { rows, columns } = gridShape(pictures.length);
  const width = Math.floor(tile.width / columns);
  const height = Math.floor(tile.height / rows);
  for (const [k, { file }] of pictures.entries()) {
    const left = tile.left + (k % columns) * width;
    const top = tile.top + Math.floor(k / columns) * height;
    await canvas.lay(file, { left, top, width, height });
  }
}

type Layout = Pick<Series, 'columns' | 'rows' | 'sheets' | 'legends' | 'margin'>;

/**
 * A grid of pictures: sheets beside each other, with legends above columns, beside rows and above sheets.
 *
 * @param places the pictures of each place, column by column, row by row, sheet by sheet; none where nothing was drawn
 */
export async function drawGrid(
  places: readonly (readonly GridPicture[])[],
  { columns, rows, sheets, legends, margin }: Layout,
): Promise<GridCanvas> {
  const tiles = tilesOf(places);
  const gap = Math.round(margin * tiles.scale);
  const fontSize = Math.max(SMALLEST_LETTERS, Math.round((tiles.width + tiles.height) / 25));
  const edges = await edgesOf(legends, tiles, fontSize);
  const sheet = {
    width: edges.left + columns * tiles.width + (columns - 1) * gap,
    height: edges.top + rows * tiles.height + (rows - 1) * gap,
  };
  const between = sheets > 1 ? Math.max(gap, fontSize) : 0;
  const titles = await Promise.all(
    (sheets > 1 ? (legends?.sheets ?? []) : []).map((lines) =>
      drawLegend(lines, { width: sheet.width, fontSize: Math.round(fontSize * 1.25) }),
    ),
  );
  const above = spaceAbove(titles, fontSize, tiles.height);
  const canvas = new GridCanvas(sheets * sheet.width + (sheets - 1) * between, above + sheet.height);
  for (let z = 0; z < sheets; z++) {
    const left = z * (sheet.width + between);
    const lay = (legend: LegendPicture | null | undefined, place: Place) =>
      legend ? canvas.lay(legend.png, place) : undefined;
    await lay(titles[z], { left, top: 0, width: sheet.width, height: above });
    const columnAt = (x: number) => left + edges.left + x * (tiles.width + gap);
    const rowAt = (y: number) => above + edges.top + y * (tiles.height + gap);
    for (let x = 0; x < columns; x++)
      await lay(edges.columns[x], { left: columnAt(x), top: above, width: tiles.width, height: edges.top });
    for (let y = 0; y < rows; y++) {
      await lay(edges.rows[y], { left, top: rowAt(y), width: edges.left, height: tiles.height });
      for (let x = 0; x < columns; x++) {
        const pictures = places[x + columns * (y + rows * z)] ?? [];
        const tile = { left: columnAt(x), top: rowAt(y), width: tiles.width, height: tiles.height };
        await layTile(canvas, pictures, tile);
      }
    }
  }
  return canvas;
}
