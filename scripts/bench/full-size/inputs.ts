import type { Evaluation } from '@/worker/engine/evaluation';
import { TorchNoise } from '@/worker/engine/sampling/torch-noise';
import type { Inputs } from './pytorch';

const CONTEXT = [77, 768];

const noise = (seed: number, ...shape: number[]) => ({
  data: new TorchNoise(seed).randn(shape.reduce((a, b) => a * b, 1)),
  shape,
});

/** What the UNet of SD 1.5 is asked about latents of `side` × `side`. */
export const unetInputs = (rows: number, side: number): Inputs => ({
  x: noise(1, rows, 4, side, side),
  timesteps: { data: Float32Array.from({ length: rows }, (_, i) => 500 - i), shape: [rows] },
  context: noise(2, rows, ...CONTEXT),
});

/** What its decoder is asked. */
export const decoderInputs = (side: number): Inputs => ({ z: noise(3, 1, 4, side, side) });

/** The same, as a pipeline asks. */
export function denoisingStep(rows: number, side: number): Evaluation {
  const inputs = Object.entries(unetInputs(rows, side)).map(([name, { data, shape }]) => [
    name,
    { data, shape: shape.slice(1) },
  ]);
  return { network: 'denoiser', output: 'prediction', rows, inputs: Object.fromEntries(inputs) };
}
