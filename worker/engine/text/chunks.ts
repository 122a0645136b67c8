import { BREAK, parseAttention, type WeightedText } from './attention';
import { type EmbeddingFinder, type EmbeddingWord, embeddingFinder } from './embedding-words';
import { encode } from './tokenizer';
import { COMMA_TOKEN, END_TOKEN, START_TOKEN } from './vocabulary';

/** Tokens of a prompt that fit into one pass of the text encoder, besides start and end. */
export const CHUNK_TOKENS = 75;
/** How far back a comma may lie for the words after it to move to the next chunk together. */
const COMMA_BACKTRACK = 20;

/** 77 token ids, start and end included, and the weight of each. */
export interface Chunk<E extends EmbeddingWord = EmbeddingWord> {
  /** 0 where the vectors of an embedding belong. */
  ids: number[];
  weights: number[];
  /** Embeddings and where each begins among the 77. */
  embeddings: { embedding: E; place: number }[];
}

export interface ChunkOptions<E extends EmbeddingWord = EmbeddingWord> {
  /** Words that stand for vectors. */
  embeddings?: readonly E[];
  /** 0 cuts words apart wherever a chunk is full. */
  commaBacktrack?: number;
  /** Without, brackets are ordinary characters. */
  readsAttention?: boolean;
}

class ChunkWriter<E extends EmbeddingWord> {
  readonly chunks: Chunk<E>[] = [];
  /** Tokens as counters show them: 75 for each full chunk. */
  count = 0;
  #ids: number[] = [];
  #weights: number[] = [];
  #embeddings: Chunk<E>['embeddings'] = [];
  /** Place of the last comma in the open chunk, or -1. */
  #comma = -1;

  constructor(
    readonly finder: EmbeddingFinder<E>,
    readonly backtrack: number,
  ) {}

  close(): void {
    const padding = CHUNK_TOKENS - this.#ids.length;
    this.chunks.push({
      ids: [START_TOKEN, ...this.#ids, ...Array<number>(padding).fill(END_TOKEN), END_TOKEN],
      weights: [1, ...this.#weights, ...Array<number>(padding).fill(1), 1],
      embeddings: this.#embeddings,
    });
    this.count += CHUNK_TOKENS;
    this.#begin([], [], []);
  }

  add(tokens: readonly number[], weight: number): void {
    for (let at = 0; at < tokens.length; ) {
      const token = tokens[at]!;
      const length = this.#ids.length;
      if (token === COMMA_TOKEN) this.#comma = length;
      else if (length === CHUNK_TOKENS && this.#comma !== -1 && length - this.#comma <= this.backtrack) {
        this.#closeAfterComma();
      }
      if (this.#ids.length === CHUNK_TOKENS) this.close();
      const found = this.finder.at(tokens, at);
      if (found) this.#addEmbedding(found.embedding, weight);
      else this.#push(token, weight);
      at += found?.tokens ?? 1;
    }
  }

  finish(): Chunk<E>[] {
    const open = this.#ids.length;
    if (open > 0 || this.chunks.length === 0) {
      this.close();
      this.count += open - CHUNK_TOKENS;
    }
    return this.chunks;
  }

  #begin(ids: number[], weights: number[], embeddings: Chunk<E>['embeddings']): void {
    this.#ids = ids;
    this.#weights = weights;
    this.#embeddings = embeddings;
    this.#comma = -1;
  }

  #push(token: number, weight: number): void {
    this.#ids.push(token);
    this.#weights.push(weight);
  }

  #addEmbedding(embedding: E, weight: number): void {
    if (this.#ids.length + embedding.length > CHUNK_TOKENS) this.close();
    this.#embeddings.push({ embedding, place: this.#ids.length + 1 });
    for (let k = 0; k < embedding.length; k++) this.#push(0, weight);
  }

  /** Moves what follows the comma to the next chunk, embeddings in it too. */
  #closeAfterComma(): void {
    const cut = this.#comma + 1;
    const ids = this.#ids.splice(cut);
    const weights = this.#weights.splice(cut);
    const moved = this.#embeddings.filter(({ place }) => place > cut);
    this.#embeddings = this.#embeddings.filter(({ place }) => place <= cut);
    this.close();
    this.#begin(
      ids,
      weights,
      moved.map(({ embedding, place }) => ({ embedding, place: place - cut })),
    );
  }
}

const isBreak = ({ text, weight }: WeightedText) => text === BREAK.text && weight === BREAK.weight;

/**
 * A prompt as chunks of 77 tokens; an empty prompt is one chunk of padding.
 * @returns `count` as prompt counters show it
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_hijack_clip.py`, tokenize_line
 */
export function tokenizePrompt<E extends EmbeddingWord = EmbeddingWord>(
  prompt: string,
  { embeddings = [], commaBacktrack = COMMA_BACKTRACK, readsAttention = true }: ChunkOptions<E> = {},
): { chunks: Chunk<E>[]; count: number } {
  const writer = new ChunkWriter<E>(embeddingFinder(embeddings), commaBacktrack);
  const pieces = readsAttention ? parseAttention(prompt) : [{ text: prompt, weight: 1 }];
  for (const piece of pieces) {
    if (isBreak(piece)) writer.close();
    else writer.add(encode(piece.text), piece.weight);
  }
  return { chunks: writer.finish(), count: writer.count };
}

export const chunkPrompt = <E extends EmbeddingWord>(prompt: string, options?: ChunkOptions<E>): Chunk<E>[] =>
  tokenizePrompt(prompt, options).chunks;
