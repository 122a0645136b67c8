import { readdir } from 'node:fs/promises';

/** Up to nine digits before the first `-` or `.`; more is no number of ours. */
const LEADING_NUMBER = /^(\d{1,9})[-.]/;

/** One more than the highest number that a file in the folder has behind `prefix`; 0 when none has. */
export async function firstFreeNumber(folder: string, prefix = ''): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  const numbers = names.map((name) => Number(LEADING_NUMBER.exec(name.slice(prefix.length))?.[1] ?? -1));
  return numbers.reduce((highest, number) => Math.max(highest, number), -1) + 1;
}
