import type { GenerationRequest } from '../request';
import type { SeriesCell } from './series';

/** Keys that are there in every request and may be null. */
const NULLABLE: ReadonlySet<string> = new Set(['eta']);

/** What has to change in `from` to become `to`. */
export function changesBetween(from: GenerationRequest, to: GenerationRequest): SeriesCell['changes'] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])] as (keyof GenerationRequest)[];
  const changed = keys.filter((key) => JSON.stringify(from[key]) !== JSON.stringify(to[key]));
  return Object.fromEntries(changed.map((key) => [key, to[key] ?? null]));
}

/** The request of one cell, which is no series. */
export function requestOfCell({ series: _, ...request }: GenerationRequest, { changes }: SeriesCell) {
  const merged = { ...request, ...changes } as Record<string, unknown>;
  for (const [key, value] of Object.entries(merged))
    if (value === null && !NULLABLE.has(key)) delete merged[key];
  return merged as unknown as GenerationRequest;
}
