import { z } from 'zod';
import type { Period } from '@/lib/usage';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_DAYS = 366;
const SHOWN_DAYS = 30;

const day = z.iso.date('Write days as 2026-11-22.').transform((text) => Date.parse(text));
const schema = z
  .object({ from: day.optional(), to: day.optional() })
  .transform(({ from, to = Date.parse(new Date().toISOString().slice(0, 10)) }) => ({
    from: from ?? to - (SHOWN_DAYS - 1) * DAY_MS,
    to,
  }))
  .refine(({ from, to }) => from <= to, 'The first day lies after the last.')
  .refine(({ from, to }) => to - from < MOST_DAYS * DAY_MS, `At most ${MOST_DAYS} days at once.`);

/** The UTC days a page or program asks for: `?from=&to=`, both included; otherwise the last thirty. */
export function periodQuery(request: Request): Period {
  const { from, to } = schema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { from: new Date(from), to: new Date(to + DAY_MS) };
}
