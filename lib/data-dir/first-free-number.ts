import { readdir } from 'node:fs/promises';

/** Up to nine digits before the first `-` or `.`; more is no number of ours. */
const LEADING_NUMBER = /^(\d{1,9})[-.]/;

/** One more than the highest number that one of the names has behind `prefix`; 0 when none has. */
export function numberAfter(names: readonly string[], prefix = ''): number {
  const numbers = names
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(LEADING_NUMBER.exec(name.slice(prefix.length))?.[1] ?? -1));
  return numbers.reduce((highest, number) => Math.max(highest, number), -1) + 1;
}

/** The same of all files in the folder. */
export const firstFreeNumber = async (folder: string): Promise<number> => numberAfter(await readdir(folder));
