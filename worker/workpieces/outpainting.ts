import type { OutpaintingFields } from '@/lib/generation/series/img2img-script-fields';
import { type Growth, growthsOf, marginsAround } from '@/lib/generation/series/margins';
import type { CellPart } from '@/lib/generation/series/series';
import type { Size } from '@/lib/generation/series/tiles';
import { type Bitmap, type Box, bitmapOf, blank, crop, paste, pixelsOf } from '../engine/images/bitmap';
import type { Pixels } from '../engine/pixels';
import { maskBut } from './mask-but';
import { matchedNoise } from './matched-noise';
import type { Beginning, LaidPicture, Workpiece } from './workpiece';

/** A picture of a batch after one step of growing. */
interface Grown {
  /** The ground with noise, and the drawn part once there is one. */
  ground: Bitmap;
  state: 'begun' | 'cut short' | 'whole';
}

/** A step of growing that a picture has behind it. */
const keyOf = ({ of, at }: CellPart, place: number) => `${of} ${at} ${place}`;

/** Grows pictures side after side; what they grow by begins with noise that is like the picture. */
export class Outpainting implements Workpiece {
  readonly #growths: readonly Growth[];
  readonly #grown = new Map<string, Grown>();
  /** How many pictures each batch has. */
  readonly #counts = new Map<number, number>();

  constructor(
    readonly sent: Bitmap,
    most: Size,
    readonly fields: OutpaintingFields,
  ) {
    this.#growths = growthsOf(sent, marginsAround(sent, fields), most);
  }

  async begin(part: CellPart, count: number): Promise<Beginning[]> {
    this.#counts.set(part.of, count);
    const growth = this.#growths[part.at]!;
    const masks = this.#masks(growth);
    const beginnings: Beginning[] = [];
    for (let place = 0; place < count; place++) {
      const ground = await this.#noised(this.#before(part, place), growth, masks.whole);
      this.#grown.set(keyOf(part, place), { ground, state: 'begun' });
      beginnings.push({ init: pixelsOf(crop(ground, boxOf(growth))), mask: masks.drawn });
    }
    return beginnings;
  }

  drawn(part: CellPart, place: number, picture: Pixels, isWhole: boolean): void {
    const { drawn } = this.#growths[part.at]!;
    const grown = this.#grown.get(keyOf(part, place))!;
    paste(grown.ground, bitmapOf(picture), drawn.left, drawn.top);
    grown.state = isWhole ? 'whole' : 'cut short';
  }

  takeFinished(): LaidPicture[] {
    return this.#take((steps) => steps.length === this.#growths.length);
  }

  takeUnfinished(): LaidPicture[] {
    return this.#take((steps) => steps.length > 0);
  }

  /** What a picture was before this step: what is there of the last one. */
  #before({ of, at }: CellPart, place: number): Bitmap {
    if (at === 0) return this.sent;
    const { grown } = this.#growths[at - 1]!;
    const { ground } = this.#grown.get(keyOf({ of, at: at - 1 }, place))!;
    return crop(ground, [0, 0, grown.width, grown.height]);
  }

  async #noised(picture: Bitmap, { side, pixels, ground }: Growth, mask: Uint8Array): Promise<Bitmap> {
    const { width, height } = ground;
    const base = blank(width, height, 3);
    paste(base, picture, side === 'left' ? pixels : 0, side === 'up' ? pixels : 0);
    return matchedNoise(base, mask, this.fields);
  }

  /** What is new of the whole ground, and the masks of the part that is drawn. */
  #masks({ side, pixels, grown, ground, drawn }: Growth) {
    const isAcross = side === 'left' || side === 'right';
    const { sides, maskBlur } = this.fields;
    const blursAcross = sides.left || sides.right;
    const blursDown = sides.up || sides.down;
    const inset = (isAcross ? blursAcross : blursDown) ? maskBlur : 0;
    const kept = (size: Size, blur: number) => ({
      left: side === 'left' ? pixels + blur : 0,
      top: side === 'up' ? pixels + blur : 0,
      right: side === 'right' ? size.width - pixels - blur : grown.width,
      bottom: side === 'down' ? size.height - pixels - blur : grown.height,
    });
    const whole = maskBut(kept(ground, inset), ground);
    const levels = crop({ ...ground, channels: 1, data: whole }, [
      drawn.left,
      drawn.top,
      drawn.left + drawn.width,
      drawn.top + drawn.height,
    ]).data;
    const latentLevels = maskBut(kept(drawn, 2 * inset), drawn);
    return { whole, drawn: { width: drawn.width, height: drawn.height, levels, latentLevels } };
  }

  #take(isReady: (steps: readonly Grown[]) => boolean): LaidPicture[] {
    const taken: LaidPicture[] = [];
    for (const [of, count] of this.#counts) {
      const steps = Array.from({ length: count }, (_, place) => this.#stepsOf(of, place));
      if (!steps.every(isReady)) continue;
      this.#counts.delete(of);
      steps.forEach((made, place) => {
        const last = this.#growths[made.length - 1]!;
        const { width, height } = last.grown;
        taken.push({
          index: of * count + place,
          of,
          place,
          picture: crop(made.at(-1)!.ground, [0, 0, width, height]),
          complete: made.length === this.#growths.length && made.every(({ state }) => state === 'whole'),
        });
      });
      for (const key of this.#grown.keys()) if (key.startsWith(`${of} `)) this.#grown.delete(key);
    }
    return taken;
  }

  /** Steps of a picture up to the last of which something was drawn. */
  #stepsOf(of: number, place: number): Grown[] {
    const steps = this.#growths.map((_, at) => this.#grown.get(keyOf({ of, at }, place)));
    const last = steps.findLastIndex((step) => step !== undefined && step.state !== 'begun');
    return steps.slice(0, last + 1).filter((step) => step !== undefined);
  }
}

const boxOf = ({ drawn: { left, top, width, height } }: Growth): Box => [
  left,
  top,
  left + width,
  top + height,
];
