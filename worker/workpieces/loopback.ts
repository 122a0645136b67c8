import type { CellPart } from '@/lib/generation/series/series';
import type { Pixels } from '../engine/pixels';
import type { Beginning, Workpiece } from './workpiece';

/**
 * Each picture begins with the one before it; the first of a batch, and one before which nothing was drawn to its end,
 * with the picture that was sent. Colours are those of that one.
 */
export class Loopback implements Workpiece {
  readonly #latest = new Map<number, Pixels>();

  constructor(readonly sent: Pixels) {}

  async begin({ of, at }: CellPart): Promise<Beginning[]> {
    const init = at === 0 ? this.sent : (this.#latest.get(of) ?? this.sent);
    return [{ init, coloursOf: this.sent }];
  }

  drawn({ of }: CellPart, _place: number, picture: Pixels, isWhole: boolean): void {
    if (isWhole) this.#latest.set(of, picture);
  }

  // Each of its pictures is a result, as it is.
  takeFinished = () => [];
  takeUnfinished = () => [];
}
