import { expect, it } from 'vitest';
import type { Pipeline } from '../evaluation';
import { MaskedOriginal } from './masked-original';

const original = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const call = { x: new Float32Array(8).fill(10), sigma: 0.75, i: 0 };

/** Asks for the denoised latent; the denoiser answers with half of what it sees. */
function denoised(kept: MaskedOriginal): { seen: number[]; result: number[] } {
  let seen: number[] = [];
  const denoiser = function* ({ x }: { x: Float32Array }): Pipeline<Float32Array> {
    seen = [...x];
    return x.map((value) => value / 2);
  };
  const { value } = kept.denoise(call, denoiser).next();
  return { seen, result: [...(value as Float32Array)] };
}

it('keeps the original in the denoised latent of sigma samplers, the same in every channel', () => {
  const kept = new MaskedOriginal(original, Float32Array.of(1, 0, 1, 0), false);
  expect(denoised(kept)).toEqual({ seen: [...call.x], result: [5, 2, 5, 4, 5, 6, 5, 8] });
});

it('lays the original without noise under the latent of timestep samplers, which go on from their own', () => {
  const kept = new MaskedOriginal(original, Float32Array.of(1, 0, 1, 0), true);
  const { seen, result } = denoised(kept);
  expect(seen).toEqual([10, 2.5, 10, 5, 10, 7.5, 10, 10]);
  // Wherever the original lies, the noise that is found must be that of what was seen.
  expect(result).toEqual([5, 8.75, 5, 7.5, 5, 6.25, 5, 5]);
});

it('blends by soft masks', () => {
  const kept = new MaskedOriginal(original, Float32Array.of(0.25, 0.5, 0, 1), false);
  expect([...kept.blend(new Float32Array(8))].slice(0, 4)).toEqual([0.75, 1, 3, 0]);
});

it('moves the unguided guess of CFG++ along', () => {
  const kept = new MaskedOriginal(original, Float32Array.of(1, 0, 1, 0), true);
  const plusPlus = { factor: 1, unguided: new Float32Array(8) };
  const denoiser = function* ({ x }: { x: Float32Array }): Pipeline<Float32Array> {
    plusPlus.unguided.set(x.map((value) => value / 4));
    return x.map((value) => value / 2);
  };
  kept.denoise({ ...call, plusPlus }, denoiser).next();
  expect([...plusPlus.unguided].slice(0, 2)).toEqual([2.5, 2.5 / 4 + 7.5]);
});
