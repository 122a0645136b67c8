import type { Img2ImgScriptFields } from './img2img-script-fields';
import type { ScriptName } from './script-fields';

/** A line of a legend. */
export interface LegendLine {
  text: string;
  /** Struck through: this part of a prompt is left out here. */
  isOff?: true;
}

/** What stands above columns, beside rows and above sheets; a list of lines each. */
export interface Legends {
  columns: LegendLine[][];
  rows: LegendLine[][];
  sheets: LegendLine[][];
}

/** How the pictures of a series are laid out. */
export interface SeriesLayout {
  columns: number;
  rows: number;
  /** Grids beside each other. */
  sheets: number;
}

/** Which part of the work on pictures a request is (worker/workpieces). */
export interface CellPart {
  /** Counts the pictures that are worked on, or batches of them. */
  of: number;
  /** How far the work on it is: a loop, the first of some tiles, a side. */
  at: number;
}

/** One of the requests that a series draws. */
export interface SeriesCell {
  /** Counts the places of the grids: column by column, row by row, sheet by sheet. */
  place: number;
  /** Of its first picture, counted over the job's pictures without the grids. */
  first: number;
  /** How its request differs from the job's own, by the keys of a request; null: it has no such thing. */
  changes: Readonly<Record<string, unknown>>;
  /** Of a series that draws from what it drew. */
  part?: CellPart;
}

/** A request that is drawn many times over, each time with something changed: what a script made of it. */
export interface Series extends SeriesLayout {
  script: ScriptName;
  /** null: none. */
  legends: Legends | null;
  /** Between the pictures of a grid, pixels. */
  margin: number;
  /** Grids that stand before the pictures: none, one of all, or that and one of each sheet. */
  grids: number;
  /** Whether the single pictures are shown besides the grids. */
  loneImages: boolean;
  /** What the infotext of a grid says of the script; the last is told by the grid of all sheets only. */
  told: {
    sheet: [key: string, value: string][];
    all: [key: string, value: string][];
    /** What every infotext says. */
    each?: [key: string, value: string][];
  };
  /** Of all cells, without the grids. */
  pictures: number;
  /** What cells begin with is made while it is drawn: from pictures drawn before, or from a part of the job's own. */
  work?: Img2ImgScriptFields;
  /** Pictures that those of the cells are laid together to; absent: each is one. */
  results?: number;
  /** Only each so-manieth of the single pictures is shown. */
  every?: number;
  /** In the order in which they are drawn. Absent in jobs as their owners see them: they are many. */
  cells?: SeriesCell[];
}
