import type { Range } from './layer-ranges';

/** Levels of a byte above its lowest, and the largest of a signed one; -128 is left out, so that weights are symmetric. */
const LEVELS = 255;

/** What has not been seen while calibrating may be so much larger. */
const HEADROOM = 1.1;

/** x ≈ step · (byte - zero) */
export interface InputSteps {
  step: number;
  zero: number;
}

/** Steps of an unsigned byte over a range. Zero itself is always a level: borders are padded with it. */
export function inputSteps({ low, high }: Range): InputSteps {
  const step = (HEADROOM * (high - low)) / LEVELS || 1;
  return { step, zero: Math.round((-low * HEADROOM) / step) };
}

export interface QuantizedWeights {
  /** (inputs, outputs) */
  weight: Int8Array;
  /** Of each output. */
  scale: Float32Array;
}

/**
 * Weights (outputs, channels, kernel) as signed bytes, each output with its own symmetric scale, turned into the matrix
 * (kernel · channels, outputs) that patches are multiplied by; the channels of a place in the kernel lie side by side.
 * @param largest byte, 127 or less
 */
export function quantizedWeights(
  values: Float32Array,
  outputs: number,
  kernel: number,
  largest: number,
): QuantizedWeights {
  const inputs = values.length / outputs;
  const channels = inputs / kernel;
  const weight = new Int8Array(values.length);
  const scale = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const from = output * inputs;
    let most = 0;
    for (let i = from; i < from + inputs; i++) most = Math.max(most, Math.abs(values[i]!));
    const step = most / largest || 1;
    scale[output] = step;
    let at = from;
    for (let c = 0; c < channels; c++) {
      for (let k = 0; k < kernel; k++, at++) {
        weight[(k * channels + c) * outputs + output] = Math.round(values[at]! / step);
      }
    }
  }
  return { weight, scale };
}
