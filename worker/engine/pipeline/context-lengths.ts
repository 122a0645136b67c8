import type { Pipeline } from '../evaluation';
import { type Conditioning, encodeTexts, joined, type TextOptions } from './conditioning';
import type { PipelineModel } from './model';

/** Contexts at the length of the longest: the last vector of shorter ones is repeated, as the reference does. */
export function equallyLong(contexts: Float32Array[], width: number): Float32Array[] {
  const longest = Math.max(...contexts.map(({ length }) => length));
  return contexts.map((context) => {
    const filled = new Float32Array(longest);
    filled.set(context);
    const last = context.subarray(-width);
    for (let at = context.length; at < longest; at += width) filled.set(last, at);
    return context.length === longest ? context : filled;
  });
}

/** How contexts of different length are brought to one: with empty chunks, or by the last vector of the negative one. */
export type Padding = 'empty chunks' | 'last vector';

/** Brings a positive and a negative context to one length. */
export type Pad = (positive: Float32Array, negative: Float32Array) => [Float32Array, Float32Array];

/**
 * How contexts of different length are brought to one, as options of the reference have it.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_cfg_denoiser.py`, pad_cond_uncond and pad_cond_uncond_v0
 */
export function* paddingOf(model: PipelineModel, padding: Padding, options: TextOptions): Pipeline<Pad> {
  const { contextWidth } = model.architecture.unet;
  if (padding === 'last vector') {
    return (positive, negative) => {
      if (negative.length >= positive.length) return [positive, negative.subarray(0, positive.length)];
      return [positive, equallyLong([positive, negative], contextWidth)[1]!];
    };
  }
  const [empty] = (yield* encodeTexts(model, [''], options)) as [Conditioning];
  const filled = (context: Float32Array, length: number) => {
    const missing = Math.max(0, Math.floor((length - context.length) / empty.context.length));
    return joined([context, ...Array<Float32Array>(missing).fill(empty.context)]);
  };
  return (positive, negative) => [filled(positive, negative.length), filled(negative, positive.length)];
}

/** Contexts longer than so many times the longest are not made. */
const LONGEST_REPEAT = 3;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/**
 * Contexts of different length at one length, each repeated as a whole: attention over a context and over its repetition
 * is the same, and one evaluation serves them all.
 * @returns nothing where the common length is too long
 */
export function repeatedToOneLength(contexts: Float32Array[]): Float32Array[] | undefined {
  const lengths = contexts.map(({ length }) => length);
  const common = lengths.reduce((a, b) => (a / gcd(a, b)) * b);
  if (common > LONGEST_REPEAT * Math.max(...lengths)) return undefined;
  return contexts.map((context) => joined(Array<Float32Array>(common / context.length).fill(context)));
}
