import { sampleHeun } from './heun';
import { karrasSigmas } from './karras';
import { linear } from './linear';
import type { Sampler } from './sampler';

/** The ring that is gone through again lies between about these levels. */
const RING = { low: 0.1, high: 2 };

function nearest(sigmas: Float64Array, wanted: number): number {
  const distances = sigmas.map((sigma) => Math.abs(sigma - wanted));
  return distances.indexOf(Math.min(...distances));
}

const pairs = (sigmas: Float64Array) =>
  Array.from(sigmas.subarray(1), (to, i): [from: number, to: number] => [sigmas[i]!, to]);

/**
 * The steps of Restart sampling. From 20 on the schedule is replaced by Karras over the same range with 9 steps fewer
 * (from 36 on: twice a quarter fewer), which are spent on going down again from about 2 to about 0.1.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_extra.py`, restart_sampler
 */
export function restartPlan(sigmas: Float64Array): [from: number, to: number][] {
  const steps = sigmas.length - 1;
  if (steps < 20) return pairs(sigmas);
  const [again, times] = steps >= 36 ? [Math.floor(steps / 4), 2] : [9, 1];
  const kept = karrasSigmas(steps - again * times, sigmas[steps - 1]!, sigmas[0]!);
  const [low, high] = [nearest(kept, RING.low), nearest(kept, RING.high)];
  const ring = high < low ? pairs(karrasSigmas(again + 1, kept[low]!, kept[high]!).subarray(0, -1)) : [];
  const rings = Array.from({ length: times }, () => ring).flat();
  return [...pairs(kept.subarray(0, low + 1)), ...rings, ...pairs(kept.subarray(low))];
}

/** Xu et al. 2023, https://arxiv.org/abs/2306.14878: Heun steps, and noise wherever the plan goes up again. */
export const sampleRestart: Sampler = function* (x, sigmas, { noise, s_noise = 1, eta }) {
  let reached = Number.POSITIVE_INFINITY;
  for (const [i, [sigma, sigma_next]] of restartPlan(sigmas).entries()) {
    if (reached < sigma) {
      x = linear([1, x], [s_noise * Math.sqrt(sigma ** 2 - reached ** 2), noise(reached, sigma)]);
    }
    const step = sampleHeun(x, Float64Array.of(sigma, sigma_next), { eta, noise });
    let wanted = step.next();
    while (!wanted.done) wanted = step.next(yield { ...wanted.value, i });
    x = wanted.value;
    reached = sigma_next;
  }
  return x;
};
