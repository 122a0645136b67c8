import type { Architecture } from '../checkpoint/architecture';
import { EngineError } from '../errors';
import { changing, type Evaluation, type Pipeline, type Rows } from '../evaluation';
import { addedSizes, type ToldSizes } from '../networks/text-towers';
import { linear } from '../sampling/linear';
import type { DenoiserCall } from '../sampling/sampler';
import { entryAt } from '../text/schedule-steps';
import { type Conditioning, joined } from './conditioning';
import { equallyLong, repeatedToOneLength } from './context-lengths';
import { allFinite } from './finite';
import { type Guidance, type ScheduledConditioning, uncondShare } from './guidance';
import type { PipelineModel } from './model';

const withoutGuidance = (evaluation: Evaluation): Evaluation => ({ ...evaluation, lacksGuidance: true });

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
  const predicting = predictAll(model, call, shape, rows, negative, guidance.told);
  const predictions = yield* difference ? changing(predicting, withoutGuidance) : predicting;

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
