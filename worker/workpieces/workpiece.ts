import type { CellPart } from '@/lib/generation/series/series';
import type { Bitmap } from '../engine/images/bitmap';
import type { InpaintMask } from '../engine/pipeline/request';
import type { Pixels } from '../engine/pixels';

/** What a picture begins with that was not sent, but made of what was sent or drawn. */
export interface Beginning {
  init: Pixels;
  /** Instead of the mask that was sent, with all else that the request says of it. */
  mask?: Pick<InpaintMask, 'width' | 'height' | 'levels' | 'latentLevels'>;
  /** Whose colours the result takes, where it takes any. */
  coloursOf?: Pixels;
}

/** A picture that was laid together from those of several cells. RGB. */
export interface LaidPicture {
  /** Counts the series' results. */
  index: number;
  /** Which of the works it comes from, and which picture of that one's batch it is. */
  of: number;
  place: number;
  picture: Bitmap;
  /** All of it was drawn to its end. */
  complete: boolean;
}

/**
 * What the cells of a series work on: pictures in memory, as long as a delivery lasts. A cell may be begun again (an
 * engine that died), and may draw nothing (skipped, or left out); others go on all the same.
 */
export interface Workpiece {
  /** What each of the `count` pictures of a cell begins with. */
  begin(part: CellPart, count: number): Promise<Beginning[]>;
  /** Takes up what became of one of them. `isWhole`: it was not cut short. */
  drawn(part: CellPart, place: number, picture: Pixels, isWhole: boolean): void;
  /** Results that are whole now, each once. */
  takeFinished(): LaidPicture[];
  /** What there is of the others, as far as anything of them was drawn. */
  takeUnfinished(): LaidPicture[];
}
