import { z } from 'zod';
import { storable, storableOr } from './storable';

/** What a file says of itself. */
export interface Description {
  title: string | null;
  licence: string | null;
  triggerWords: string[];
}

const LONGEST_TITLE = 200;
const LONGEST_LICENCE = 500;
const LONGEST_WORD = 200;
const MOST_WORDS = 12;

const said = (text: string | undefined, longest: number): string | null =>
  storableOr(text?.trim().slice(0, longest), null);

/** Words of a list that people wrote with commas. */
export const wordsOf = (text: string): string[] =>
  [...new Set(text.split(/[,\n]/).map((word) => storable(word.trim())))]
    .filter((word) => word !== '' && word.length <= LONGEST_WORD)
    .slice(0, MOST_WORDS);

/** How often each tag was said in each folder of pictures. */
const frequencySchema = z.record(z.string(), z.record(z.string(), z.number().nonnegative()));

/** What trainers wrote most often to their pictures. */
function mostFrequent(text: string | undefined): string[] {
  if (!text) return [];
  let folders: z.infer<typeof frequencySchema>;
  try {
    folders = frequencySchema.parse(JSON.parse(text));
  } catch {
    // The author's to fill.
    return [];
  }
  const counts = new Map<string, number>();
  for (const tags of Object.values(folders))
    for (const [tag, count] of Object.entries(tags))
      counts.set(tag.trim(), (counts.get(tag.trim()) ?? 0) + count);
  return [...counts]
    .filter(([tag]) => tag !== '' && tag.length <= LONGEST_WORD)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([tag]) => storable(tag));
}

/**
 * What an author wrote into a header: title, licence, and the words that a model answers to, stated or else the most
 * frequent of its training.
 * @see https://github.com/Stability-AI/ModelSpec
 */
export function describeModel(metadata: Record<string, string>): Description {
  const stated = wordsOf(metadata['modelspec.trigger_phrase'] ?? '');
  return {
    title: said(metadata['modelspec.title'] ?? metadata.name, LONGEST_TITLE),
    licence: said(metadata['modelspec.license'], LONGEST_LICENCE),
    triggerWords: stated.length > 0 ? stated : mostFrequent(metadata.ss_tag_frequency),
  };
}
