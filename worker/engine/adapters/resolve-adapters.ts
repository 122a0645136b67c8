import { cutExtraNetworks } from '../text/extra-networks';
import type { AdapterRequest } from './adapter-request';
import { readAdapterTags } from './adapter-tags';

/** What whoever knows the folders has to tell. */
export interface AdapterCatalogue {
  /** Absolute path of an adapter by its name, of a LoRA by its alias too. */
  find(kind: AdapterRequest['kind'], name: string): string | undefined;
  /** Names of all embeddings that the prompt may name. */
  embeddings: readonly string[];
}

/** Words are compared as tokens later, which know neither case nor white space; this lets everything pass that could match. */
const folded = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/gu, '');

/**
 * The adapters that a request's texts ask for: tags of the prompt, and embeddings that any of the texts may name.
 * @param prompt of the first picture of a batch: its tags count for the whole batch
 * @param others negative prompt, prompts of the second pass: searched for embeddings only
 */
export function resolveAdapters(
  prompt: string,
  others: string[],
  { find, embeddings }: AdapterCatalogue,
): { adapters: AdapterRequest[]; warnings: string[] } {
  const { rest, tags } = cutExtraNetworks(prompt);
  const { adapters, warnings } = readAdapterTags(tags);
  const texts = [rest, ...others].map(folded);
  const named = embeddings.filter((name) => {
    const word = folded(name);
    return word !== '' && texts.some((text) => text.includes(word));
  });
  return {
    adapters: [
      ...adapters.map((wish) => ({
        ...wish,
        path: wish.kind === 'embedding' ? undefined : find(wish.kind, wish.name),
      })),
      ...named.map((name) => ({
        kind: 'embedding' as const,
        name,
        path: find('embedding', name),
        teWeight: 1,
        unetWeight: 1,
      })),
    ],
    warnings,
  };
}
