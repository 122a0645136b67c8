import { EngineError } from '../errors';
import type { Evaluation } from '../evaluation';
import type { EvaluationResult } from './run-parts';
import { decodeInTiles, decodingMemory, isLargerThanTile } from './tiled-decode';

/**
 * Decodes a latent at once, or in tiles when memory is short. A picture that tiles has no edge to begin at, so it is
 * decoded at once whatever that takes.
 * @param factor pixels per place of the latent
 * @param freeMemory bytes the process may still take
 * @throws EngineError
 */
export async function decodeAsMemoryAllows(
  evaluation: Evaluation,
  factor: number,
  freeMemory: number,
  run: (evaluation: Evaluation) => Promise<EvaluationResult>,
): Promise<EvaluationResult> {
  const [, height = 1, width = 1] = evaluation.inputs.z!.shape;
  if (evaluation.tiling || !isLargerThanTile(height, width)) return run(evaluation);
  if (decodingMemory(height, width, factor) > freeMemory) return inTiles(evaluation, factor, run);
  try {
    return await run(evaluation);
  } catch (error) {
    if (EngineError.from(error).code !== 'out-of-memory') throw error;
    return inTiles(evaluation, factor, run);
  }
}

async function inTiles(
  evaluation: Evaluation,
  factor: number,
  run: (evaluation: Evaluation) => Promise<EvaluationResult>,
): Promise<EvaluationResult> {
  let milliseconds = 0;
  const output = await decodeInTiles(evaluation.inputs.z!, factor, async (z) => {
    const tile = await run({ ...evaluation, inputs: { z } });
    milliseconds += tile.milliseconds;
    return tile.output;
  });
  return { output, milliseconds };
}
