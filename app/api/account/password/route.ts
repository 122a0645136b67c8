import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { changePassword } from '@/lib/auth/change-password';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';

const BODY_BYTES = 16 * 1024;

const schema = z.object({ old: z.string().max(4096), fresh: z.string().max(4096) });

/** Changes the caller's password, which takes the old one, and ends their other sessions. */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'account.secure');
  await changePassword(caller, schema.parse(await readJson(request, BODY_BYTES)), clientAddress(request));
  return Response.json({});
});
