import { BREAK, parseAttention, type WeightedText } from './attention';
import { encode } from './tokenizer';
import { COMMA_TOKEN, END_TOKEN, START_TOKEN } from './vocabulary';

/** Tokens of a prompt that fit into one pass of the text encoder, besides start and end. */
export const CHUNK_TOKENS = 75;
/** How far back a comma may lie for the words after it to move to the next chunk together. */
const COMMA_BACKTRACK = 20;

/** 77 token ids, start and end included, and the weight of each. */
export interface Chunk {
  ids: number[];
  weights: number[];
}

class ChunkWriter {
  readonly chunks: Chunk[] = [];
  #ids: number[] = [];
  #weights: number[] = [];
  /** Place of the last comma in the open chunk, or -1. */
  #comma = -1;

  close(): void {
    const padding = CHUNK_TOKENS - this.#ids.length;
    this.chunks.push({
      ids: [START_TOKEN, ...this.#ids, ...Array<number>(padding).fill(END_TOKEN), END_TOKEN],
      weights: [1, ...this.#weights, ...Array<number>(padding).fill(1), 1],
    });
    this.#ids = [];
    this.#weights = [];
    this.#comma = -1;
  }

  add(token: number, weight: number): void {
    const isFull = this.#ids.length === CHUNK_TOKENS;
    if (token === COMMA_TOKEN) this.#comma = this.#ids.length;
    else if (isFull && this.#comma !== -1 && this.#ids.length - this.#comma <= COMMA_BACKTRACK) {
      const ids = this.#ids.splice(this.#comma + 1);
      const weights = this.#weights.splice(this.#comma + 1);
      this.close();
      this.#ids = ids;
      this.#weights = weights;
    }
    if (this.#ids.length === CHUNK_TOKENS) this.close();
    this.#ids.push(token);
    this.#weights.push(weight);
  }

  finish(): Chunk[] {
    if (this.#ids.length > 0 || this.chunks.length === 0) this.close();
    return this.chunks;
  }
}

const isBreak = ({ text, weight }: WeightedText) => text === BREAK.text && weight === BREAK.weight;

/**
 * A prompt as chunks of 77 tokens; an empty prompt is one chunk of padding.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_hijack_clip.py`, tokenize_line
 */
export function chunkPrompt(prompt: string): Chunk[] {
  const writer = new ChunkWriter();
  for (const piece of parseAttention(prompt)) {
    if (isBreak(piece)) writer.close();
    else for (const token of encode(piece.text)) writer.add(token, piece.weight);
  }
  return writer.finish();
}
