import type { OpenPicture } from './open-picture';
import { around, type Box, overlap } from './pixels/box';
import { type Delta, exchange } from './pixels/edit';
import { History } from './pixels/history';
import { grownArea } from './pixels/masked-area';
import { Tiles } from './pixels/tiles';

/** What is drawn on a picture: nothing, a mask, colours, or colours whose place is the mask. */
export type DrawingKind = 'none' | 'mask' | 'paint' | 'painted mask';

/** A mask's pixels are white; the screen shows them in the colour that was chosen. */
export const MASK = 0xffffffff;

type Step = { kind: 'pixels'; delta: Delta; bytes: number } | { kind: 'frame'; frame: Box; bytes: number };

interface Watcher {
  /** Pixels of this box are others. */
  onPixels?: (changed: Box) => void;
  /** A step was made, taken back or made again; the frame may be another. */
  onStep?: () => void;
  /** The frame is another for good: none of its edges is being pulled. */
  onFrame?: () => void;
}

let made = 0;

/** A picture and what was drawn on it, with the steps that led there. */
export class Drawing {
  /** No other drawing of the page has it. */
  readonly id = made++;
  readonly tiles = new Tiles();
  readonly #history = new History<Step>();
  readonly #watchers = new Set<Watcher>();
  #frame: Box;
  #steps = 0;

  constructor(
    readonly picture: OpenPicture,
    readonly kind: DrawingKind,
  ) {
    this.#frame = this.pictureBox;
  }

  get pictureBox(): Box {
    return { x1: 0, y1: 0, x2: this.picture.width, y2: this.picture.height };
  }

  /** What is sent: the picture, and what was added around it. */
  get frame(): Box {
    return this.#frame;
  }

  get hasMask(): boolean {
    return this.kind === 'mask' || this.kind === 'painted mask';
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** Counts steps, for whoever asks whether something is new. */
  get steps(): number {
    return this.#steps;
  }

  /** Around all that is masked, drawn or added; null: nothing is. */
  masked(): Box | null {
    if (!this.hasMask) return null;
    const drawn = this.tiles.drawn();
    const seen = drawn && overlap(drawn, this.#frame);
    return around(
      seen && seen.x2 > seen.x1 && seen.y2 > seen.y1 ? seen : null,
      grownArea(this.#frame, this.pictureBox),
    );
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Tells that pixels were written, while a step is being made. */
  tellPixels(changed: Box | null): void {
    if (changed) for (const { onPixels } of this.#watchers) onPixels?.(changed);
  }

  /** A step whose pixels are written already. */
  addPixels(made: { delta: Delta; changed: Box | null } | null): void {
    if (!made) return;
    this.#history.add({ kind: 'pixels', delta: made.delta, bytes: made.delta.bytes });
    this.tellPixels(made.changed);
    this.#tellStep();
  }

  /** While an edge is being pulled; the step is made with `addFrame`. */
  showFrame(frame: Box): void {
    this.#frame = frame;
    this.#tellStep();
  }

  addFrame(before: Box): void {
    const { x1, y1, x2, y2 } = this.#frame;
    if (before.x1 === x1 && before.y1 === y1 && before.x2 === x2 && before.y2 === y2) return;
    this.#history.add({ kind: 'frame', frame: before, bytes: 0 });
    this.#tellStep();
    this.#tellFrame();
  }

  undo(): void {
    if (this.#history.undo((step) => this.#exchange(step))) this.#tellStep();
  }

  redo(): void {
    if (this.#history.redo((step) => this.#exchange(step))) this.#tellStep();
  }

  #exchange(step: Step): Step {
    if (step.kind === 'frame') {
      const before = this.#frame;
      this.#frame = step.frame;
      this.#tellFrame();
      return { ...step, frame: before };
    }
    const { back, changed } = exchange(this.tiles, step.delta);
    this.tellPixels(changed);
    return { kind: 'pixels', delta: back, bytes: back.bytes };
  }

  #tellFrame(): void {
    for (const { onFrame } of this.#watchers) onFrame?.();
  }

  #tellStep(): void {
    this.#steps++;
    for (const { onStep } of this.#watchers) onStep?.();
  }
}
