import { PhiloxNoise } from './philox-noise';
import { TorchNoise } from './torch-noise';

/**
 * Whose generator the noise is that of: torch's on a processor, or CUDA's. `NV` computes CUDA's numbers anywhere; `GPU`
 * stands in the parameters of pictures drawn by CUDA itself and is computed as `NV`: the same Philox words, equal but for
 * the last bits of logarithm and sine.
 */
export type NoiseSource = 'CPU' | 'NV' | 'GPU';

export const NOISE_SOURCES: readonly NoiseSource[] = ['CPU', 'NV', 'GPU'];

/** Unit normal numbers from a seed, draw after draw. */
export interface NoiseGenerator {
  randn(count: number): Float32Array;
}

export const noiseGenerator = (source: NoiseSource, seed: number): NoiseGenerator =>
  source === 'CPU' ? new TorchNoise(seed) : new PhiloxNoise(seed);
