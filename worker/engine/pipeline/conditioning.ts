import type { NamedEmbedding } from '../adapters/named-embedding';
import { EngineError } from '../errors';
import type { Pipeline, Rows } from '../evaluation';
import { paddedIds, sideBySide, splitPooled, type TextTower, textTowers } from '../networks/text-towers';
import { type Chunk, chunkPrompt } from '../text/chunks';
import { type Emphasis, emphasize } from '../text/emphasis';
import { END_TOKEN } from '../text/vocabulary';
import type { Conditioning } from './conditioning-cache';
import { allFinite } from './finite';
import type { PipelineModel } from './model';

export type { Conditioning } from './conditioning-cache';

/** The id that text encoders take for the place of a vector. */
const VECTOR = -1n;

/** How texts become conditioning. */
export interface TextOptions {
  /** 1 is the last layer of the text encoder, 2 the one before. */
  clipSkip: number;
  /** `Original` unless said. */
  emphasis?: Emphasis;
  /** Tokens a comma may lie back for the words after it to move to the next chunk together; 20 unless said. */
  commaBacktrack?: number;
}

type PromptChunk = Chunk<NamedEmbedding>;

/** Ids and, for embeddings, the vectors that stand in their places. */
function inputsOf({ ids, embeddings }: PromptChunk, { network, layout }: TextTower): Record<string, Rows> {
  const { width, positions } = layout;
  const data = BigInt64Array.from(paddedIds(ids, layout, END_TOKEN), BigInt);
  if (embeddings.length === 0) return { ids: { data, shape: [positions] } };
  const vectors = new Float32Array(positions * width);
  for (const { embedding, place } of embeddings) {
    data.fill(VECTOR, place, place + embedding.length);
    vectors.set(embedding.vectors[network]!, place * width);
  }
  return { ids: { data, shape: [positions] }, vectors: { data: vectors, shape: [positions, width] } };
}

/** @param known answers of this tower, by identity */
function* encodeChunk(
  chunk: PromptChunk,
  tower: TextTower,
  known: Map<string, Float32Array>,
): Pipeline<Conditioning> {
  const { network, output, layout } = tower;
  const names = chunk.embeddings.map(({ embedding, place }) => `${place} ${embedding.name}`);
  const identity = `${network} ${output} ${chunk.ids} ${names}`;
  const encoded =
    known.get(identity) ?? (yield { network, output, rows: 1, inputs: inputsOf(chunk, tower), identity });
  known.set(identity, encoded);
  if (!allFinite(encoded)) {
    throw new EngineError(
      'not-a-number',
      "This checkpoint's text encoder produces NaN. Leave out embeddings, lower the weights of LoRAs, or choose " +
        'another checkpoint.',
    );
  }
  return splitPooled(encoded.slice(), layout);
}

/** Texts of a prompt, read: each as often as it comes up, with as many chunks as the longest of them. */
function chunksOf(texts: string[], options: TextOptions, embeddings: NamedEmbedding[]): PromptChunk[][] {
  const { emphasis, commaBacktrack } = options;
  const read = (text: string) =>
    chunkPrompt<NamedEmbedding>(text, {
      embeddings,
      readsAttention: emphasis !== 'None',
      ...(commaBacktrack === undefined ? {} : { commaBacktrack }),
    });
  const distinct = new Map([...new Set(texts)].map((text) => [text, read(text)]));
  const longest = Math.max(...[...distinct.values()].map(({ length }) => length));
  const [empty] = read('') as [PromptChunk];
  for (const chunks of distinct.values()) while (chunks.length < longest) chunks.push(empty);
  return texts.map((text) => distinct.get(text)!);
}

/** Texts through one text encoder; equal texts give the very same conditioning. */
function* encodeTower(
  tower: TextTower,
  texts: PromptChunk[][],
  emphasis?: Emphasis,
): Pipeline<Map<PromptChunk[], Conditioning>> {
  const parts = new Map(texts.map((chunks) => [chunks, [] as Conditioning[]]));
  const known = new Map<string, Float32Array>();
  for (let i = 0; i < texts[0]!.length; i++) {
    for (const [chunks, done] of parts) done.push(yield* encodeChunk(chunks[i]!, tower, known));
    const together = new Map(
      [...parts].map(([chunks, done]) => [
        chunks,
        { encoded: done[i]!.context, weights: chunks[i]!.weights },
      ]),
    );
    emphasize(
      texts.map((chunks) => together.get(chunks)!),
      emphasis,
    );
  }
  return new Map(
    [...parts].map(([chunks, done]) => {
      const { pooled } = done[0]!;
      const context = joined(done.map((part) => part.context));
      return [chunks, { context, ...(pooled ? { pooled } : {}) }];
    }),
  );
}

/**
 * Encodes the texts that a prompt goes through, in their order: 77 tokens for each chunk of the longest.
 * @throws EngineError `request-invalid`, `not-a-number`
 */
export function* encodeTexts(
  model: PipelineModel,
  texts: string[],
  options: TextOptions,
): Pipeline<Conditioning[]> {
  const { architecture, conditionings, embeddings = [] } = model;
  const { clipSkip, emphasis, commaBacktrack } = options;
  const group = JSON.stringify([clipSkip, emphasis, commaBacktrack, texts]);
  const keys = texts.map((text) => `${group} ${text}`);
  const known = keys.map((key) => conditionings.get(key));
  if (known.every((conditioning) => conditioning !== undefined)) return known;

  const chunks = chunksOf(texts, options, embeddings);
  const towers = textTowers(architecture, clipSkip);
  const encoded: Map<PromptChunk[], Conditioning>[] = [];
  for (const tower of towers) encoded.push(yield* encodeTower(tower, chunks, emphasis));
  const together = new Map(
    [...new Set(chunks)].map((text) => {
      const parts = encoded.map((tower) => tower.get(text)!);
      const context = sideBySide(
        parts.map((part) => part.context),
        towers,
      );
      const pooled = parts.findLast((part) => part.pooled)?.pooled;
      return [text, checked({ context, ...(pooled ? { pooled } : {}) })];
    }),
  );
  return keys.map((key, k) => {
    const conditioning = together.get(chunks[k]!)!;
    conditionings.set(key, conditioning);
    return conditioning;
  });
}

/** Weights multiply: enough brackets reach infinity. */
function checked(conditioning: Conditioning): Conditioning {
  if (allFinite(conditioning.context)) return conditioning;
  throw new EngineError(
    'request-invalid',
    'The attention weights of this prompt are too large. Use fewer brackets.',
  );
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
