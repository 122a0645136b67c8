import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { TOKEN_SCOPES } from '@/lib/auth/token-scopes';
import { createToken, listTokens } from '@/lib/auth/tokens';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';

const BODY_BYTES = 8 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;

const schema = z.object({
  name: z.string().trim().min(1, 'Say what the token is for.').max(100, 'A name has at most 100 characters.'),
  scopes: z.array(z.enum(TOKEN_SCOPES)).max(10),
  /** Null: never expires. */
  days: z.number().int().min(1).max(3650).nullable(),
});

/** The caller's tokens, newest first; never their secrets. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'account.secure');
  return Response.json(await listTokens(caller.name));
});

/** Makes a token; its secret is in this answer and nowhere else. */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'account.secure');
  const { name, scopes, days } = schema.parse(await readJson(request, BODY_BYTES));
  const expiresAt = days === null ? null : new Date(Date.now() + days * DAY_MS);
  const token = { userName: caller.name, name, scopes: [...new Set(scopes)], expiresAt };
  return Response.json(await createToken(token, actorOf(caller, clientAddress(request))), { status: 201 });
});
