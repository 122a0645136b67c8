import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { runtimeError } from '../device/session';
import type { Evaluation } from '../evaluation';
import { feedsOf } from './feeds';

export interface EvaluationResult {
  /** As many rows as were asked for. */
  output: Float32Array;
  /** How long the device was busy. */
  milliseconds: number;
  /** It was computed in bytes, not exactly. */
  inBytes?: boolean;
}

/**
 * Runs a session on the parts of an evaluation, one after another; their rows come back as one.
 * @param rows of the whole evaluation: the last row of a part may be there only to fill it
 * @param changes what changes the weights, fed along with each part
 * @throws EngineError `out-of-memory`, `device`
 */
export async function runParts(
  session: InferenceSession,
  parts: readonly Evaluation[],
  rows: number,
  changes: Record<string, Tensor>,
): Promise<EvaluationResult> {
  const outputs: Float32Array[] = [];
  let milliseconds = 0;
  for (const part of parts) {
    const feeds = { ...changes, ...feedsOf(part) };
    const start = performance.now();
    try {
      const results = await session.run(feeds, [part.output]);
      milliseconds += performance.now() - start;
      const data = results[part.output]!.data as Float32Array;
      const wanted = Math.min(part.rows, rows - outputs.length * part.rows);
      outputs.push(data.subarray(0, (data.length / part.rows) * wanted));
    } catch (error) {
      throw runtimeError(error);
    }
  }
  return { output: joined(outputs), milliseconds };
}

function joined(parts: Float32Array[]): Float32Array {
  const [first] = parts as [Float32Array];
  if (parts.length === 1) return first;
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
