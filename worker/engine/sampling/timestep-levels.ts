import type { NoiseSchedule } from './noise-schedule';
import { walkedTimesteps } from './schedulers';

const { exp, expm1, floor, log, log1p, max, min, sqrt } = Math;

/** Over what UniPC spreads its levels evenly: time, the root of time, or the logarithm of the signal-to-noise ratio. */
export type UniPcSpread = 'time' | 'root of time' | 'log SNR';

/** Levels to walk over, and how the latent at the first of them is made; see SamplingPlan. */
export interface TimestepLevels {
  sigmas: Float64Array;
  initialScale: number;
  originalScale: number;
}

/** How wide x = x₀ + sigma · noise is when the same latent has unit variance. */
const widthAt = (sigma: number) => sqrt(1 + sigma ** 2);

/**
 * Levels of the samplers that walk over timesteps: the last is timestep 1, not sigma 0, and there is one step fewer than
 * there are timesteps; only UniPC makes as many.
 * @param from steps that are kept when the picture is made from another: the original is noised to the first timestep
 *   that is left out, but the walk begins at the one before it, as in the reference
 */
export function timestepLevels(
  schedule: NoiseSchedule,
  steps: number,
  spread: 'walked' | UniPcSpread,
  from?: number,
): TimestepLevels {
  const times = walkedTimesteps(schedule, steps);
  const walked = from === undefined ? times : times.slice(0, max(1, from));
  const isWhole = from === undefined;
  const sigmas =
    spread === 'walked'
      ? walkedLevels(schedule, walked, isWhole)
      : evenLevels(schedule, walked, isWhole, spread);
  if (from === undefined) return { sigmas, initialScale: widthAt(sigmas[0]!), originalScale: 0 };
  const noised = schedule.sigmas[times[min(from, times.length - 1)]!]!;
  const originalScale = widthAt(sigmas[0]!) / widthAt(noised);
  return { sigmas, initialScale: noised * originalScale, originalScale };
}

/** A single level goes to the smallest sigma so that a picture from text has a step at all. */
function walkedLevels({ sigmas }: NoiseSchedule, times: number[], isWhole: boolean): Float64Array {
  const levels = times.map((t) => sigmas[t]!).reverse();
  return Float64Array.from(isWhole && levels.length === 1 ? [...levels, sigmas[0]!] : levels);
}

/** Evenly from the top (or the last walked timestep) to timestep 0; between timesteps the logarithm of alpha is linear. */
function evenLevels(
  { sigmas }: NoiseSchedule,
  times: number[],
  isWhole: boolean,
  spread: UniPcSpread,
): Float64Array {
  const start = isWhole ? sigmas.length - 1 : times.at(-1)!;
  const between = (first: number, last: number, k: number) => first + (last - first) * (k / times.length);
  const places = Array.from({ length: times.length + 1 }, (_, k) => k);
  if (spread === 'log SNR') {
    return Float64Array.from(places, (k) => exp(between(log(sigmas[start]!), log(sigmas[0]!), k)));
  }
  const logAlpha = (t: number) => -log1p(sigmas[t]! ** 2);
  return Float64Array.from(places, (k) => {
    // Time counts from 1, as places in the table do from 0.
    const t =
      spread === 'time'
        ? start * (1 - k / times.length)
        : max(0, min(start, between(sqrt(start + 1), 1, k) ** 2 - 1));
    const low = min(floor(t), sigmas.length - 2);
    const w = t - low;
    return sqrt(expm1(-((1 - w) * logAlpha(low) + w * logAlpha(low + 1))));
  });
}
