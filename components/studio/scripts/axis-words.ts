import type { Axis } from '@/lib/generation/series/axes';
import type { Words } from '@/lib/i18n/words';

/** Its key among the words: `CFG Scale` is cfg-scale. */
export const axisKey = (label: string): string =>
  label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');

/** What an axis is called. */
export const axisWord = (label: string, words: Words<'scripts'>): string =>
  words(`axes.${axisKey(label)}` as 'axes.nothing');

/** What may be typed for an axis. */
export function exampleFor({ label, type }: Axis, words: Words<'scripts'>): string | undefined {
  if (type === 'nothing') return undefined;
  if (label === 'Size') return words('xyz.examples.size');
  if (label === 'Prompt S/R') return words('xyz.examples.replace');
  return words(`xyz.examples.${type === 'order' ? 'text' : type}`);
}
