import { tokenizePrompt } from '@/worker/engine/text/chunks';
import { splitComposition } from '@/worker/engine/text/composition';
import type { EmbeddingWord } from '@/worker/engine/text/embedding-words';
import { withoutExtraNetworks } from '@/worker/engine/text/extra-networks';
import { promptSchedule } from '@/worker/engine/text/schedule-steps';

/** How much of the text encoder a prompt takes. */
export interface TokenCount {
  /** Tokens as counters show them: 75 for each full chunk. */
  count: number;
  /** Chunks of 75 tokens; at least one. */
  chunks: number;
}

interface CountOptions {
  /** Evaluations that a text which changes on the way is laid out over. */
  steps: number;
  embeddings?: readonly EmbeddingWord[];
}

/** A text can change at each step; later ones are hardly ever the longest. */
const MOST_STEPS = 40;

/**
 * Counts as the engine will when it draws: of a prompt that changes on the way or has several parts, the longest text.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/ui.py`, update_token_counter
 */
export function countTokens(prompt: string, { steps, embeddings = [] }: CountOptions): TokenCount {
  const pass = { evaluations: Math.min(steps, MOST_STEPS) };
  const texts = splitComposition(withoutExtraNetworks(prompt)).flatMap(({ text }) =>
    promptSchedule(text, pass).map((entry) => entry.text),
  );
  const counts = [...new Set(texts)].map((text) => {
    const { chunks, count } = tokenizePrompt(text, { embeddings });
    return { count, chunks: chunks.length };
  });
  return counts.reduce((most, other) => (other.count > most.count ? other : most));
}
