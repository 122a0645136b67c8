import { AppError } from '@/lib/errors';
import { clientAddress } from '@/lib/http/client-address';
import { parseCookies } from '@/lib/http/cookies';
import { type Offer, readAuthorization } from './authorization-header';
import type { Caller } from './caller';
import { type Permission, type Refusal, refusalOf } from './permissions';
import { signInRemembered } from './remembered-sign-in';
import { checkSameOrigin } from './same-origin';
import { callerOfCookies } from './session';
import { callerOfToken } from './tokens';

async function callerOfOffer(offer: Exclude<Offer, { kind: 'none' }>, address: string): Promise<Caller> {
  if (offer.kind === 'basic') return signInRemembered(offer, address);
  const caller = offer.kind === 'token' ? await callerOfToken(offer.secret) : null;
  if (caller) return caller;
  throw new AppError({
    code: offer.kind === 'token' ? 'unknown_token' : 'malformed_authorization',
    status: 401,
    message:
      offer.kind === 'token'
        ? 'This token is unknown, revoked or expired. Make a new one on your account page.'
        : 'The Authorization header is not understood. Send a token, "Bearer" and a token, or "Basic" and name:password in base64.',
  });
}

/**
 * Who makes the request: by its Authorization header if it has one, otherwise by its session cookie. Null when it has
 * neither, or the session has ended. Throws AppError 401 for a header that is wrong, 403 for a request with a cookie
 * that would change something and comes from another site, 429 while there are too many wrong passwords.
 */
export async function authenticate(request: Request): Promise<Caller | null> {
  const offer = readAuthorization(request.headers.get('authorization'));
  if (offer.kind !== 'none') return callerOfOffer(offer, clientAddress(request));
  const cookies = parseCookies(request.headers.get('cookie'));
  const caller = await callerOfCookies((name) => cookies.get(name));
  if (caller) checkSameOrigin(request);
  return caller;
}

const REFUSALS: Record<Refusal, string> = {
  account: 'Your account may not do this. Ask an admin.',
  token: 'This token may not do this: it is limited to other things. Make one with a wider scope.',
  session_only: 'Only a person in a browser may do this, no program. Sign in and do it on your account page.',
  viewing: 'You are looking at the studio as somebody else and can’t change anything. Leave that view first.',
};

/** The caller, if they may. Throws AppError 401 when nobody is signed in, 403 when they may not. */
export async function authorize(request: Request, permission: Permission): Promise<Caller> {
  const caller = await authenticate(request);
  if (!caller) throw notSignedIn();
  const refusal = refusalOf(caller, permission, request.method);
  if (!refusal) return caller;
  throw new AppError({ code: 'not_allowed', status: 403, message: REFUSALS[refusal] });
}

export const notSignedIn = () =>
  new AppError({
    code: 'not_signed_in',
    status: 401,
    message: 'You are not signed in, or your session has ended. Sign in and try again.',
  });
