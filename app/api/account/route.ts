import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { changeOwnAccount, readOwnAccount } from '@/lib/people/own-account';

const BODY_BYTES = 8 * 1024;

const changeSchema = z.object({
  displayName: z.string().max(100, 'A name has at most 100 characters.').nullable().optional(),
  teamId: z.uuid().nullable().optional(),
});

/** Who the caller is, and who viewed the studio as them. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'account.own');
  return Response.json(await readOwnAccount(caller.id));
});

/** Changes how the caller is shown and which of their teams is billed; answers the account as it is then. */
export const PATCH = route(async (request) => {
  const caller = await authorize(request, 'account.own');
  const change = changeSchema.parse(await readJson(request, BODY_BYTES));
  await changeOwnAccount(caller, change, clientAddress(request));
  return Response.json(await readOwnAccount(caller.id));
});
