import type { Words } from '@/lib/i18n/words';
import { unknownKeys } from './values-of-infotext';

const MOST_NAMED = 4;

/** What is said once parameters are in the form; what they say and no field can hold is named. */
export function takenWords(infotext: string, words: Words<'form'>): string {
  const unknown = unknownKeys(infotext);
  if (unknown.length === 0) return words('taken.all');
  const keys = unknown.slice(0, MOST_NAMED).join(', ') + (unknown.length > MOST_NAMED ? ' …' : '');
  return words('taken.without', { keys });
}
