import { LIMITS } from '@/lib/generation/limits';
import type { Words } from '@/lib/i18n/words';

/** Counted as the server counts: in code points, so that an emoji is one. */
export function charactersOf(text: string): number {
  return text.length <= LIMITS.promptCharacters ? text.length : [...text].length;
}

/** Says what is wrong with a prompt and what to do, or true. */
export function checkPrompt(label: string, text: string, words: Words<'form'>): string | true {
  const characters = charactersOf(text);
  const most = LIMITS.promptCharacters;
  return characters <= most || words('problems.promptTooLong', { label, characters, most });
}
