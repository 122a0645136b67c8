import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { confirmPassword } from '@/lib/auth/change-password';
import { beginTwoFactor, confirmTwoFactor, endTwoFactor } from '@/lib/auth/second-factor';
import { totpUri } from '@/lib/auth/totp';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';

const BODY_BYTES = 8 * 1024;

const codeSchema = z.object({ code: z.string().max(100) });
const passwordSchema = z.object({ password: z.string().max(4096) });

/** Draws a secret for the caller's authenticator app; nothing changes until it is confirmed with a code. */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'account.secure');
  const { secret } = await beginTwoFactor(caller);
  return Response.json({ secret, uri: totpUri(secret, caller.name, 'Atelier') }, { status: 201 });
});

/** Switches two-factor on with a code of the app; answers the recovery codes, this once. */
export const PUT = route(async (request) => {
  const caller = await authorize(request, 'account.secure');
  const { code } = codeSchema.parse(await readJson(request, BODY_BYTES));
  return Response.json(await confirmTwoFactor(caller, code, clientAddress(request)));
});

/** Switches two-factor off, which takes the password. */
export const DELETE = route(async (request) => {
  const caller = await authorize(request, 'account.secure');
  const { password } = passwordSchema.parse(await readJson(request, BODY_BYTES));
  await confirmPassword(caller, password, clientAddress(request));
  await endTwoFactor(caller, clientAddress(request));
  return Response.json({});
});
