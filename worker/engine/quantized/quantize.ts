export interface QuantizedWeights {
  /** (kernel · inputs, outputs) */
  weight: Int8Array;
  /** Of each output. */
  scale: Float32Array;
}

/** The largest size of a weight (outputs, channels, kernel) of each channel. */
function weightSizes(values: Float32Array, channels: number, kernel: number): Float32Array {
  const sizes = new Float32Array(channels);
  for (let at = 0; at < values.length; ) {
    for (let c = 0; c < channels; c++) {
      for (let k = 0; k < kernel; k++, at++) sizes[c] = Math.max(sizes[c]!, Math.abs(values[at]!));
    }
  }
  return sizes;
}

/** Outputs that are turned into bytes at a time. */
const TOGETHER = 32;

/** Channels smaller than this share of the largest are as good as nothing. */
const LEAST_SHARE = 1e-3;

/**
 * By what the channels of a convolution's input are divided, and its weights multiplied, before both become bytes: so that
 * neither has channels much larger than others.
 * @param sizes of the input's channels
 * @see Xiao et al. 2022, "SmoothQuant", https://arxiv.org/abs/2211.10438 (α = 0.5)
 */
export function evenedOut(sizes: Float32Array, values: Float32Array, kernel: number): Float32Array {
  const channels = sizes.length;
  const floored = (all: Float32Array) => {
    const least = LEAST_SHARE * all.reduce((a, b) => Math.max(a, b), 0) || 1;
    return all.map((size) => Math.max(size, least));
  };
  const [inputs, weights] = [floored(sizes), floored(weightSizes(values, channels, kernel))];
  return inputs.map((size, c) => Math.sqrt(size / weights[c]!));
}

/**
 * Weights (outputs, channels, kernel) as signed bytes, each output with its own symmetric scale, turned into the matrix
 * that patches are multiplied by: the channels of a place in the kernel lie side by side.
 * @param largest byte, 127 or less
 * @param factors of the channels
 */
export function quantizedWeights(
  values: Float32Array,
  outputs: number,
  kernel: number,
  largest: number,
  factors?: Float32Array,
): QuantizedWeights {
  const inputs = values.length / outputs;
  const channels = inputs / kernel;
  const weight = new Int8Array(values.length);
  const scale = new Float32Array(outputs);
  const factorOf = (input: number) => (factors ? factors[Math.floor(input / kernel)]! : 1);
  const ofInputs = Float32Array.from({ length: inputs }, (_, input) => factorOf(input));
  for (let output = 0, at = 0; output < outputs; output++) {
    let most = 0;
    for (let i = 0; i < inputs; i++, at++) most = Math.max(most, Math.abs(values[at]! * ofInputs[i]!));
    scale[output] = most / largest || 1;
  }
  // A few outputs at a time, so that what is read and what is written both stay near.
  for (let first = 0; first < outputs; first += TOGETHER) {
    const last = Math.min(outputs, first + TOGETHER);
    for (let i = 0; i < inputs; i++) {
      const row = ((i % kernel) * channels + Math.floor(i / kernel)) * outputs;
      for (let output = first; output < last; output++) {
        weight[row + output] = Math.round((values[output * inputs + i]! * ofInputs[i]!) / scale[output]!);
      }
    }
  }
  return { weight, scale };
}
