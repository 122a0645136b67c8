import type { Pipeline } from '../evaluation';
import type { ToldSizes } from '../networks/text-towers';
import { SAMPLERS, type SamplerEntry, type SamplerName } from '../sampling/samplers';
import { splitComposition } from '../text/composition';
import { type PromptPass, promptSchedule, type TextUntil } from '../text/schedule-steps';
import { type Conditioning, encodeTexts, type TextOptions } from './conditioning';
import { type Pad, type Padding, paddingOf } from './context-lengths';
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
  /** Prompts of different length are brought to one. */
  padding?: Padding;
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
export interface ScheduledConditioning {
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
  pad?: Pad;
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
export const uncondShare = (scale: number, conds: readonly { weight: number }[]): number =>
  1 - conds.reduce((sum, { weight }) => sum + weight * scale, 0);
