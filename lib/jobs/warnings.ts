import { wellFormed } from '@/lib/generation/prompt-text';

/** Sentences kept of one job; a prompt may name thousands of LoRAs that are not there. */
const MOST = 20;
/** Characters of a sentence. */
const LONGEST = 500;

const shortened = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Each sentence once, as text the database can hold; of many the first, and how many more there were. */
export function keptWarnings(warnings: readonly string[]): string[] {
  const distinct = [...new Set(warnings)];
  const kept = distinct.slice(0, distinct.length > MOST ? MOST - 1 : MOST);
  const more = distinct.length - kept.length;
  const rest = more > 0 ? [`And ${more.toLocaleString('en-US')} more of the kind.`] : [];
  return [...kept, ...rest].map((text) => wellFormed(shortened(text.replaceAll('\0', ''))));
}
