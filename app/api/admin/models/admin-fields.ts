import { z } from 'zod';
import type { Caller } from '@/lib/auth';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { ACCESSES } from '@/lib/sharing/access';
import type { Admin } from '@/lib/sharing/publish';

const BODY_BYTES = 64 * 1024;
const MOST_TEAMS = 1_000;

export const accessSchema = z.object({
  access: z.enum(ACCESSES, { error: 'Say who may use it: usual, all or teams.' }),
  teams: z.array(z.uuid('This is no id of a team.')).max(MOST_TEAMS).default([]),
});
export const nameSchema = z.string().max(400, 'This name is too long.').optional();
export const publicationSchema = accessSchema.extend({
  mode: z.enum(['move', 'copy'], { error: 'Say whether it is moved or copied.' }).default('move'),
  name: nameSchema,
  leavesOwnerOut: z.boolean().default(false),
});

/** The request’s JSON, as the schema wants it. */
export async function readFields<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await readJson(request, BODY_BYTES));
}

export const adminOf = ({ id, name }: Caller, request: Request): Admin => ({
  id,
  name,
  address: clientAddress(request),
});
