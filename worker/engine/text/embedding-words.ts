import { encode } from './tokenizer';

/** An embedding as far as texts are concerned: a word or words that take `length` places. */
export interface EmbeddingWord {
  /** What stands in prompts; compared as tokens. */
  name: string;
  length: number;
}

export interface EmbeddingFinder<E extends EmbeddingWord> {
  /** The embedding with the longest name that stands at a place among tokens, and how many of them the name takes. */
  at(tokens: readonly number[], place: number): { embedding: E; tokens: number } | undefined;
}

/** @see AUTOMATIC1111/stable-diffusion-webui `modules/textual_inversion/textual_inversion.py`, find_embedding_at_position */
export function embeddingFinder<E extends EmbeddingWord>(embeddings: readonly E[]): EmbeddingFinder<E> {
  const byFirst = new Map<number, { name: number[]; embedding: E }[]>();
  for (const embedding of embeddings) {
    const name = encode(embedding.name);
    if (name.length === 0) continue;
    const others = byFirst.get(name[0]!) ?? [];
    byFirst.set(
      name[0]!,
      [...others, { name, embedding }].sort((a, b) => b.name.length - a.name.length),
    );
  }
  return {
    at(tokens, place) {
      const candidates = byFirst.get(tokens[place]!);
      const found = candidates?.find(({ name }) => name.every((token, k) => tokens[place + k] === token));
      return found && { embedding: found.embedding, tokens: found.name.length };
    },
  };
}
