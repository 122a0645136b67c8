import { z } from 'zod';
import { isActName } from '@/lib/audit/acts';
import type { AuditFilter } from '@/lib/audit/list-entries';

const DAY_MS = 24 * 60 * 60 * 1000;
const day = z.iso.date('Write days as 2026-11-22.').transform((text) => new Date(text));

const schema = z.object({
  action: z.string().refine(isActName, 'There is no such act.').optional(),
  search: z.string().max(200).optional(),
  /** UTC days, both included. */
  from: day.optional(),
  to: day.optional(),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});

/** The filter a page or program asks for: `?action=`, `search`, `from` and `to` (days), `before` (an id). */
export function auditQuery(request: Request): AuditFilter {
  const { to, ...filter } = schema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { ...filter, to: to && new Date(to.getTime() + DAY_MS) };
}
