import { measureSeries } from '@/lib/generation/series/plan';
import type { StudioKind, StudioValues } from '../form/studio-values';

/** How many pictures the chosen script would draw and how they would be laid out, or why it can't. */
export function measured(values: StudioValues, kind: StudioKind): ReturnType<typeof measureSeries> {
  const { script, ...fields } = values;
  if (script === '') throw new Error('there is no script to measure');
  return measureSeries({ ...fields, saveImages: true }, fields[script], kind);
}
