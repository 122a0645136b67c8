import type { Architecture } from '../checkpoint/architecture';
import { EngineError } from '../errors';
import type { Pipeline, Rows } from '../evaluation';
import { addedSizes, type ToldSizes } from '../networks/text-towers';
import { linear } from '../sampling/linear';
import type { DenoiserCall } from '../sampling/sampler';
import { SAMPLERS, type SamplerEntry, type SamplerName } from '../sampling/samplers';
import { splitComposition } from '../text/composition';
import { entryAt, type PromptPass, promptSchedule, type TextUntil } from '../text/schedule-steps';
import { type Conditioning, encodeTexts, joined, type TextOptions } from './conditioning';
import { allFinite } from './finite';
import type { PipelineModel } from './model';
import { SteadyGuidance } from './steady-guidance';

/** How prompts steer; what is not said is as in the reference. */
export interface PromptOptions extends TextOptions {
  /** Below this noise level every second evaluation leaves the negative prompt out; 0 never. */
  s_min_uncond?: number;
  /** Every evaluation below it does. */
  s_min_uncond_all?: boolean;
  /** Up to this share of the evaluations (0..1) the negative prompt is left out; 0 never. */
  skipEarly?: number;
  /** Steps that are made, where a picture makes only the last ones. */
  stepsMade?: number;
  /** The negative prompt is left out where it would hardly change the picture. */
  skipsSteady?: boolean;
  /** Prompts of different length are brought to one: with empty chunks, or by the last vector of the negative one. */
  padding?: 'empty chunks' | 'last vector';
  /** What SDXL is told about the picture. */
  told?: ToldSizes;
  /** Steps of changing prompts are read as before web UI 1.6. */
  usesOldScheduling?: boolean;
  /** For a second pass: what the first one was. Absolute steps of changing prompts count on from there. */
  firstPass?: { steps: number; sampler: SamplerName };
}

export interface GuidanceRequest extends PromptOptions {
  prompt: string;
  negativePrompt: string;
  cfgScale: number;
  steps: number;
  sampler: SamplerName;
}

/** What a prompt says at each evaluation. */
interface ScheduledConditioning {
  until: number;
  conditioning: Conditioning;
}

/** What steers the denoiser of one picture through one pass. */
export interface Guidance {
  scale: number;
  /** The parts of a composed prompt. */
  conds: { schedule: ScheduledConditioning[]; weight: number }[];
  /** Without where it has no influence. */
  uncond: ScheduledConditioning[] | undefined;
  skips: (evaluation: number, sigma: number) => boolean;
  /** Knows where the negative prompt need not be computed. */
  steady?: SteadyGuidance;
  /** Brings a negative context to the length of a positive one, or both; without, each keeps its own. */
  pad?: (positive: Float32Array, negative: Float32Array) => [Float32Array, Float32Array];
  told: ToldSizes;
  /** Evaluations so far: changing prompts and skipping go by it. */
  evaluations: number;
}

export const evaluationsOf = ({ steps, sampler }: { steps: number; sampler: SamplerName }): number =>
  steps * ((SAMPLERS[sampler] as SamplerEntry).secondOrder ? 2 : 1);

function passOf(request: GuidanceRequest): PromptPass {
  const { firstPass, usesOldScheduling = false } = request;
  return {
    evaluations: evaluationsOf(request),
    usesOldScheduling,
    ...(firstPass ? { evaluationsBefore: evaluationsOf(firstPass) } : {}),
  };
}

function* scheduled(
  model: PipelineModel,
  schedule: TextUntil[],
  options: TextOptions,
): Pipeline<ScheduledConditioning[]> {
  const texts = schedule.map(({ text }) => text);
  const conditionings = yield* encodeTexts(model, texts, options);
  return schedule.map(({ until }, k) => ({ until, conditioning: conditionings[k]! }));
}

/** SDXL was trained to see zeros instead of an empty negative prompt. */
function zeroed(schedule: ScheduledConditioning[]): ScheduledConditioning[] {
  return schedule.map(({ until, conditioning: { context, pooled } }) => ({
    until,
    conditioning: {
      context: new Float32Array(context.length),
      ...(pooled ? { pooled: new Float32Array(pooled.length) } : {}),
    },
  }));
}

/** @throws EngineError `request-invalid`, `not-a-number` */
export function* guidanceFor(model: PipelineModel, request: GuidanceRequest): Pipeline<Guidance> {
  const { prompt, negativePrompt, cfgScale, sampler, padding, told = {} } = request;
  const pass = passOf(request);
  const conds: Guidance['conds'] = [];
  for (const { text, weight } of splitComposition(prompt)) {
    conds.push({ schedule: yield* scheduled(model, promptSchedule(text, pass), request), weight });
  }
  const isSure = sampler === 'DDIM CFG++' || uncondShare(cfgScale, conds) !== 0;
  const negative = isSure ? promptSchedule(negativePrompt, pass) : undefined;
  const uncond = negative && (yield* scheduled(model, negative, request));
  const isEmpty = model.architecture.unet.added && negative?.every(({ text }) => text === '');
  return {
    scale: cfgScale,
    conds,
    uncond: uncond && isEmpty ? zeroed(uncond) : uncond,
    skips: skippedEvaluations(request),
    ...(request.skipsSteady ? { steady: new SteadyGuidance() } : {}),
    ...(padding ? { pad: yield* paddingOf(model, padding, request) } : {}),
    told,
    evaluations: 0,
  };
}

/**
 * Which evaluations leave the negative prompt out.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_cfg_denoiser.py`
 */
function skippedEvaluations(request: GuidanceRequest): Guidance['skips'] {
  const { s_min_uncond = 0, s_min_uncond_all = false, skipEarly = 0, stepsMade, steps, sampler } = request;
  const total = evaluationsOf({ steps: stepsMade ?? steps, sampler });
  return (evaluation, sigma) =>
    (skipEarly > 0 && evaluation / total <= skipEarly) ||
    ((evaluation % 2 === 1 || s_min_uncond_all) && sigma < s_min_uncond);
}

/** What is left of the unconditional guess in uncond + Σ weight · scale · (cond - uncond). */
const uncondShare = (scale: number, conds: readonly { weight: number }[]): number =>
  1 - conds.reduce((sum, { weight }) => sum + weight * scale, 0);

/** Contexts at the length of the longest: the last vector of shorter ones is repeated, as the reference does. */
function equallyLong(contexts: Float32Array[], width: number): Float32Array[] {
  const longest = Math.max(...contexts.map(({ length }) => length));
  return contexts.map((context) => {
    const filled = new Float32Array(longest);
    filled.set(context);
    const last = context.subarray(-width);
    for (let at = context.length; at < longest; at += width) filled.set(last, at);
    return context.length === longest ? context : filled;
  });
}

/** Contexts longer than so many times the longest are not made. */
const LONGEST_REPEAT = 3;

/**
 * How contexts of different length are brought to one, as options of the reference have it.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_cfg_denoiser.py`, pad_cond_uncond and pad_cond_uncond_v0
 */
function* paddingOf(
  model: PipelineModel,
  padding: NonNullable<PromptOptions['padding']>,
  options: TextOptions,
): Pipeline<NonNullable<Guidance['pad']>> {
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

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/**
 * Contexts of different length at one length, each repeated as a whole: attention over a context and over its repetition
 * is the same, and one evaluation serves them all.
 * @returns nothing where the common length is too long
 */
function repeatedToOneLength(contexts: Float32Array[]): Float32Array[] | undefined {
  const lengths = contexts.map(({ length }) => length);
  const common = lengths.reduce((a, b) => (a / gcd(a, b)) * b);
  if (common > LONGEST_REPEAT * Math.max(...lengths)) return undefined;
  return contexts.map((context) => joined(Array<Float32Array>(common / context.length).fill(context)));
}

type Row = Conditioning & { side: 'positive' | 'negative' };

/** The UNet's predictions for rows of equal length. */
function* predict(
  { architecture, schedule }: PipelineModel,
  { x, sigma, timestep = schedule.sigmaToTimestep(sigma) }: Pick<DenoiserCall, 'x' | 'sigma' | 'timestep'>,
  shape: readonly number[],
  rows: Row[],
  told: ToldSizes,
): Pipeline<Float32Array[]> {
  const { contextWidth } = architecture.unet;
  const scaled = linear([1 / Math.sqrt(sigma ** 2 + 1), x]);
  const tokens = rows[0]!.context.length / contextWidth;
  const prediction = yield {
    network: 'denoiser',
    output: 'prediction',
    rows: rows.length,
    inputs: {
      x: { data: joined(rows.map(() => scaled)), shape: [...shape] },
      timesteps: { data: new Float32Array(rows.length).fill(timestep), shape: [] },
      context: { data: joined(rows.map(({ context }) => context)), shape: [tokens, contextWidth] },
      ...addedInputs(architecture, shape, rows, told),
    },
  };
  return rows.map((_, row) => prediction.slice(row * x.length, (row + 1) * x.length));
}

/** Predictions for all rows: in one evaluation, or in two where their lengths do not go together. */
function* predictAll(
  model: PipelineModel,
  call: DenoiserCall,
  shape: readonly number[],
  positive: Row[],
  negative: Row[],
  told: ToldSizes,
): Pipeline<Float32Array[]> {
  const all = [...positive, ...negative];
  const contexts = repeatedToOneLength(all.map(({ context }) => context));
  if (contexts) {
    const rows = all.map((row, k) => ({ ...row, context: contexts[k]! }));
    return yield* predict(model, call, shape, rows, told);
  }
  const first = yield* predict(model, call, shape, positive, told);
  return [...first, ...(yield* predict(model, call, shape, negative, told))];
}

/** What SDXL sees besides: the pooled text and the picture's size. */
function addedInputs(
  architecture: Architecture,
  shape: readonly number[],
  rows: Row[],
  told: ToldSizes,
): Record<string, Rows> {
  const { factor } = architecture.vae;
  const size = { height: shape[1]! * factor, width: shape[2]! * factor };
  const sizes = rows.map(({ side }) => addedSizes(architecture, size, side, told));
  const [first] = sizes;
  if (!first) return {};
  const pooled = rows.map((row) => row.pooled!);
  return {
    pooled: { data: joined(pooled), shape: [pooled[0]!.length] },
    sizes: { data: joined(sizes as Float32Array[]), shape: [first.length] },
  };
}

/**
 * Asks the UNet for the denoised latent, with classifier-free guidance (Ho and Salimans 2022,
 * https://arxiv.org/abs/2207.12598): uncond + Σ weight · scale · (cond - uncond).
 * @param shape of the latent, (C, H, W)
 * @throws EngineError `not-a-number`
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_cfg_denoiser.py`, CFGDenoiser
 */
export function* denoise(
  model: PipelineModel,
  call: DenoiserCall,
  shape: readonly number[],
  guidance: Guidance,
): Pipeline<Float32Array> {
  const { x, sigma, plusPlus } = call;
  const evaluation = guidance.evaluations++;
  const now = (schedule: ScheduledConditioning[]) => schedule[entryAt(schedule, evaluation)]!.conditioning;
  const isSkipped = guidance.skips(evaluation, sigma);
  let uncond = guidance.uncond && !isSkipped ? now(guidance.uncond) : undefined;
  const conds = guidance.conds.map(({ schedule }) => now(schedule));
  let contexts = equallyLong(
    conds.map(({ context }) => context),
    model.architecture.unet.contextWidth,
  );
  if (uncond && guidance.pad) {
    const { pad } = guidance;
    const padded = contexts.map((context) => pad(context, uncond!.context));
    contexts = padded.map(([positive]) => positive);
    uncond = { ...uncond, context: padded[0]![1] };
  }
  const rows = conds.map((cond, k): Row => ({ ...cond, context: contexts[k]!, side: 'positive' }));
  const scale = isSkipped ? 1 : guidance.scale * (plusPlus?.factor ?? 1);
  // CFG++ goes on from the unguided guess itself.
  const steady = uncond && !plusPlus ? guidance.steady : undefined;
  const { prediction } = model.architecture;
  const step = {
    sigma,
    influence: Math.abs(uncondShare(scale, guidance.conds)) * shareOfPrediction(prediction, sigma),
    texts: [...guidance.conds.map(({ schedule }) => now(schedule)), guidance.uncond && now(guidance.uncond)],
  };
  const difference = steady?.carriedOver(step);
  const negative: Row[] = uncond && !difference ? [{ ...uncond, side: 'negative' }] : [];
  const predictions = yield* predictAll(model, call, shape, rows, negative, guidance.told);

  // Where the unconditional row is left out, the first conditional one stands in for it, unguided.
  const computed = negative.length > 0 ? predictions.at(-1)! : predictions[0]!;
  if (negative.length > 0) steady?.saw(step, predictions[0]!, computed);
  const unguided = difference ? linear([1, computed], [1, difference]) : computed;
  const steered = guidance.conds.map(({ weight }, k): [number, Float32Array] => [
    weight * scale,
    predictions[k]!,
  ]);
  const guided = linear([uncondShare(scale, guidance.conds), unguided], ...steered);
  plusPlus?.unguided.set(guessFrom(prediction, unguided, x, sigma));
  const denoised = guessFrom(prediction, guided, x, sigma);
  if (allFinite(denoised)) return denoised;
  throw new EngineError(
    'not-a-number',
    'This checkpoint produces NaN while drawing. Lower the CFG scale and the weights of LoRAs, or choose another ' +
      'checkpoint: the file may be damaged, or trained for another kind of model.',
  );
}

/** What the guess at x₀ takes of a prediction. */
const shareOfPrediction = (kind: Architecture['prediction'], sigma: number): number =>
  kind === 'epsilon' ? sigma : sigma / Math.sqrt(sigma ** 2 + 1);

/** The guess at x₀ that a prediction means. */
function guessFrom(
  kind: Architecture['prediction'],
  prediction: Float32Array,
  x: Float32Array,
  sigma: number,
): Float32Array {
  if (kind === 'epsilon') return linear([1, x], [-shareOfPrediction(kind, sigma), prediction]);
  const variance = sigma ** 2 + 1;
  return linear([1 / variance, x], [-shareOfPrediction(kind, sigma), prediction]);
}
