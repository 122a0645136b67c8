import type { SafetensorsFile } from '../checkpoint/safetensors';

/** Loading takes a little more than the weights. */
const OVERHEAD = 1.1;
const NETWORKS = ['model.diffusion_model.', 'first_stage_model.', 'cond_stage_model.', 'conditioner.'];

/** Bytes of memory that a checkpoint's networks take once loaded; every weight becomes float32. Known from headers. */
export function checkpointMemory({ tensors }: Pick<SafetensorsFile, 'tensors'>): number {
  let weights = 0;
  for (const [name, { shape }] of tensors) {
    if (NETWORKS.some((prefix) => name.startsWith(prefix))) weights += shape.reduce((a, b) => a * b, 1);
  }
  return weights * 4 * OVERHEAD;
}
