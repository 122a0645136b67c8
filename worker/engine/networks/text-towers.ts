import type { Architecture, TextEncoderLayout } from '../checkpoint/architecture';
import type { NetworkName } from '../evaluation';
import { contextOutput } from '../graph/text-encoder';

/** A text encoder of a checkpoint: which network it is and how to ask it. */
export interface TextTower {
  network: Extract<NetworkName, 'text' | 'text2'>;
  layout: TextEncoderLayout;
  /** What to ask for; see `splitPooled` for its rows. */
  output: string;
}

/** The text encoders whose vectors lie side by side in the context, in their order. */
export function textTowers({ text, text2 }: Architecture, clipSkip: number): TextTower[] {
  const tower = (network: TextTower['network'], layout: TextEncoderLayout): TextTower => ({
    network,
    layout,
    output: contextOutput(layout, clipSkip),
  });
  return [tower('text', text), ...(text2 ? [tower('text2', text2)] : [])];
}

/** A chunk's ids as a tower was trained on them: after the first end token, more of it or zeros. */
export function paddedIds(
  ids: readonly number[],
  { padding }: TextEncoderLayout,
  endToken: number,
): number[] {
  const end = ids.indexOf(endToken);
  return padding === 'end' || end === -1 ? [...ids] : ids.map((id, i) => (i > end ? 0 : id));
}

/** A tower's answer for one chunk: the context (77, C), and the pooled vector (C) if the tower gives one. */
export function splitPooled(
  answer: Float32Array,
  { positions, width }: TextEncoderLayout,
): { context: Float32Array; pooled?: Float32Array } {
  const length = positions * width;
  return answer.length > length
    ? { context: answer.subarray(0, length), pooled: answer.subarray(length) }
    : { context: answer };
}

/** The towers' contexts (T, C1), (T, C2) side by side: (T, C1 + C2). */
export function sideBySide(contexts: Float32Array[], towers: Pick<TextTower, 'layout'>[]): Float32Array {
  const [only] = contexts;
  if (only && contexts.length === 1) return only;
  const widths = towers.map(({ layout }) => layout.width);
  const width = widths.reduce((a, b) => a + b, 0);
  const tokens = only!.length / widths[0]!;
  const joined = new Float32Array(tokens * width);
  let column = 0;
  contexts.forEach((context, i) => {
    for (let token = 0; token < tokens; token++) {
      const from = token * widths[i]!;
      joined.set(context.subarray(from, from + widths[i]!), token * width + column);
    }
    column += widths[i]!;
  });
  return joined;
}

/** What SDXL is told besides the size; what is not said is as usual. */
export interface ToldSizes {
  /** Where the picture was cut out of its original, pixels; 0 unless said. */
  cropTop?: number;
  cropLeft?: number;
  /** Aesthetic scores that the refiner is told, for the prompt (6) and for the negative prompt (2.5). */
  positiveScore?: number;
  negativeScore?: number;
}

/**
 * What the UNet of SDXL is told about the picture; nothing for other families. SDXL: height, width, crop top and left,
 * height and width; its refiner: the aesthetic score instead of the last two.
 * @see Podell et al. 2023, https://arxiv.org/abs/2307.01952
 */
export function addedSizes(
  { unet }: Architecture,
  { width, height }: { width: number; height: number },
  prompt: 'positive' | 'negative',
  { cropTop = 0, cropLeft = 0, positiveScore = 6, negativeScore = 2.5 }: ToldSizes = {},
): Float32Array | undefined {
  if (!unet.added) return undefined;
  const score = prompt === 'positive' ? positiveScore : negativeScore;
  const last = unet.added.sizes === 5 ? [score] : [height, width];
  return Float32Array.of(height, width, cropTop, cropLeft, ...last);
}
