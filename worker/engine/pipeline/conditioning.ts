import { EngineError } from '../errors';
import type { Pipeline } from '../evaluation';
import { clipSkipOutput } from '../graph/text-encoder';
import { type Chunk, chunkPrompt } from '../text/chunks';
import { emphasize } from '../text/emphasis';
import { allFinite } from './finite';
import type { PipelineModel } from './model';

function* encodeChunk(
  { architecture }: PipelineModel,
  { ids, weights }: Chunk,
  clipSkip: number,
): Pipeline<Float32Array> {
  const output = clipSkipOutput(Math.min(clipSkip, architecture.text.layers));
  const encoded = yield {
    network: 'text',
    output,
    rows: 1,
    inputs: { ids: { data: BigInt64Array.from(ids, BigInt), shape: [ids.length] } },
    identity: `${output} ${ids}`,
  };
  const own = Float32Array.from(encoded);
  emphasize(own, weights);
  if (allFinite(own)) return own;
  throw allFinite(encoded)
    ? new EngineError(
        'request-invalid',
        'The attention weights of this prompt are too large. Use fewer brackets.',
      )
    : new EngineError(
        'not-a-number',
        "This checkpoint's text encoder produces NaN. Choose another checkpoint.",
      );
}

/**
 * Encodes a prompt: 77 tokens for each chunk of it.
 * @returns (77 · chunks, C)
 * @throws EngineError `request-invalid`, `not-a-number`
 */
export function* encodePrompt(
  model: PipelineModel,
  prompt: string,
  clipSkip: number,
): Pipeline<Float32Array> {
  const key = `${clipSkip} ${prompt}`;
  const known = model.conditionings.get(key);
  if (known) return known;
  const encoded: Float32Array[] = [];
  for (const chunk of chunkPrompt(prompt)) encoded.push(yield* encodeChunk(model, chunk, clipSkip));
  const conditioning = joined(encoded);
  model.conditionings.set(key, conditioning);
  return conditioning;
}

export function joined(parts: Float32Array[]): Float32Array {
  const [first, ...rest] = parts as [Float32Array, ...Float32Array[]];
  if (rest.length === 0) return first;
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Conditionings at the length of the longest: empty chunks fill up the others. */
export function* equalLengths(
  model: PipelineModel,
  conditionings: Float32Array[],
  clipSkip: number,
): Pipeline<Float32Array[]> {
  const longest = Math.max(...conditionings.map(({ length }) => length));
  const result: Float32Array[] = [];
  for (const conditioning of conditionings) {
    const missing = longest - conditioning.length;
    const empty = missing > 0 ? yield* encodePrompt(model, '', clipSkip) : conditioning;
    result.push(joined([conditioning, ...Array<Float32Array>(missing / empty.length).fill(empty)]));
  }
  return result;
}
