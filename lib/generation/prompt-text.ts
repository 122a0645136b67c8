import { LIMITS } from './limits';

/** Why a text can't be a prompt, as a sentence; null when it can. `label` begins the sentence: `The prompt`. */
export function promptProblem(label: string, text: string): string | null {
  if (text.includes('\0')) return `${label} contains a NUL character (U+0000), which is no text. Remove it.`;
  // Counting code points costs; a text has at most as many as it has UTF-16 units.
  if (text.length <= LIMITS.promptCharacters) return null;
  const characters = [...text].length;
  if (characters <= LIMITS.promptCharacters) return null;
  return `${label} has ${characters.toLocaleString('en-US')} characters; at most ${LIMITS.promptCharacters.toLocaleString('en-US')} are allowed. Shorten it.`;
}

/** The text as it is stored: half of a surrogate pair, which is no character, becomes U+FFFD as in every UTF-8 encoder. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}
