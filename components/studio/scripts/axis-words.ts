import type { Axis } from '@/lib/generation/series/axes';
import type { Words } from '@/lib/i18n/words';

/** What an axis is called. */
export function axisWord(label: string, words: Words<'scripts'>): string {
  const key = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
  return words(`axes.${key}` as 'axes.nothing');
}

/** What may be typed for an axis. */
export function exampleFor({ label, type }: Axis, words: Words<'scripts'>): string | undefined {
  if (type === 'nothing') return undefined;
  if (label === 'Size') return words('xyz.examples.size');
  if (label === 'Prompt S/R') return words('xyz.examples.replace');
  return words(`xyz.examples.${type === 'order' ? 'text' : type}`);
}
