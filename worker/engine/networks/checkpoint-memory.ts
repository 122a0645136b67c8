import type { SafetensorsFile } from '../checkpoint/safetensors';

/** Loading takes a little more than the weights. */
const OVERHEAD = 1.1;
const NETWORKS = ['model.diffusion_model.', 'first_stage_model.', 'cond_stage_model.', 'conditioner.'];

/** Bytes of memory that a checkpoint's networks take once loaded. */
export interface CheckpointMemory {
  /** Their own: every weight that is not float32 in the file becomes so. */
  copied: number;
  /**
   * Pages of the file. The kernel counts them as free although they are needed: it can take them away at any time, and
   * every step then reads them again.
   */
  mapped: number;
}

/** Known from headers. */
export function checkpointMemory({ tensors }: Pick<SafetensorsFile, 'tensors'>): CheckpointMemory {
  const memory = { copied: 0, mapped: 0 };
  for (const [name, { dtype, shape }] of tensors) {
    if (!NETWORKS.some((prefix) => name.startsWith(prefix))) continue;
    const bytes = 4 * shape.reduce((a, b) => a * b, 1);
    if (dtype === 'F32') memory.mapped += bytes;
    else memory.copied += OVERHEAD * bytes;
  }
  return memory;
}
