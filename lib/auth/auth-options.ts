import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { AppError } from '@/lib/errors';
import { expectedError } from '@/lib/http/expected-error';
import { sentenceIn } from '@/lib/i18n/in-language';
import type { Locale } from '@/lib/i18n/locales';
import { log } from '@/lib/log';
import type { Caller } from './caller';
import { admitIdentity, userOfIdentity } from './oidc/admit-identity';
import { OIDC, type OidcProfile, oidcProvider } from './oidc/provider';
import { OidcRefused } from './oidc/refusals';
import { SECOND_FACTOR_NEEDED } from './second-factor-needed';
import { callerOfClaims, claimsOf, SESSION_SECONDS } from './session';
import { sessionSecret } from './session-secret';
import { beginSession, endSession, type Origin } from './sessions';
import { signInPerson } from './sign-in-person';

/** What next-auth is not told: where the request comes from and who makes it. */
export interface AuthContext {
  origin: Origin;
  /** Somebody signed in already, who connects an identity to their account. */
  caller: Caller | null;
  /** What the refusals are written in. */
  locale: Locale;
}

const DEFECT = 'Signing in failed because of a fault of the server. Try again; the log says more.';

/** The sentence that the sign-in page shows. next-auth passes it on as the error's message. */
function asSentence(thrown: unknown, locale: Locale): Error {
  const error = expectedError(thrown);
  // The form knows this one by heart.
  if (error instanceof AppError && error.message === SECOND_FACTOR_NEEDED) return new Error(error.message);
  if (error instanceof AppError) return new Error(sentenceIn(locale, error.message));
  log.error({ err: error }, 'sign-in failed');
  return new Error(sentenceIn(locale, DEFECT));
}

/**
 * Options for next-auth: credentials `name`, `password` and `code`, and the OpenID provider if there is one; sessions as
 * signed cookies that carry identity only. The sign-in page calls `signIn('credentials', { name, password, code,
 * redirect: false })` and shows `error`, a sentence.
 */
export async function authOptions({ origin, caller, locale }: AuthContext): Promise<NextAuthOptions> {
  const oidc = oidcProvider();
  return {
    secret: await sessionSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { name: {}, password: { type: 'password' }, code: {} },
        async authorize(credentials) {
          const { name = '', password = '', code = '' } = credentials ?? {};
          try {
            const { account, sessionId } = await signInPerson(
              { name: String(name), password: String(password), code: String(code) },
              origin,
            );
            return { id: account.id, sessionId };
          } catch (error) {
            throw asSentence(error, locale);
          }
        },
      }),
      ...(oidc ? [oidc] : []),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== OIDC) return true;
        try {
          await admitIdentity(profile as unknown as OidcProfile, caller, origin.address);
          return true;
        } catch (error) {
          if (error instanceof OidcRefused) return `/sign-in?error=${error.reason}`;
          log.error({ err: error }, 'sign-in by the OpenID provider failed');
          return '/sign-in?error=defect';
        }
      },
      // next-auth makes the token anew at each refresh; what it says must stay the moment of signing in, or a session
      // could be carried over the end that a new password sets to it.
      async jwt({ token, user, account }) {
        if (user) return newClaims(user, account, origin);
        const claims = claimsOf(token);
        if (!claims || !(await callerOfClaims(claims))) throw new Error('session ended');
        return { ...claims };
      },
      async session({ session, token }) {
        const claims = claimsOf(token);
        const current = claims && (await callerOfClaims(claims));
        return { ...session, user: { name: current?.name ?? null } };
      },
    },
    events: {
      async signOut({ token }) {
        const claims = claimsOf(token);
        const current = claims && (await callerOfClaims(claims));
        if (current) await endOwnSession(current, origin.address);
      },
    },
    logger: {
      error: (code, detail) => {
        // A session that has ended is everyday life.
        if (code !== 'JWT_SESSION_ERROR') log.error({ code, detail }, 'next-auth');
      },
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: () => {},
    },
  };
}

/** The claims of somebody who has just signed in. */
async function newClaims(
  user: { id?: string; sessionId?: unknown },
  account: { provider: string; providerAccountId: string } | null,
  origin: Origin,
) {
  const signedInAt = Date.now();
  if (account?.provider !== OIDC) return { sub: user.id, sid: user.sessionId, signedInAt };
  const person = await userOfIdentity(account.providerAccountId);
  if (!person) throw new Error('the account was closed while its owner signed in');
  return { sub: person.id, sid: await beginSession(person.id, 'oidc', origin), signedInAt };
}

/** Signing out while viewing as somebody ends the admin's session, which is the one there is. */
function endOwnSession(caller: Caller, address: string): Promise<void> {
  const owner = caller.viewedBy ? { ...caller, ...caller.viewedBy } : caller;
  return endSession(owner, caller.sessionId!, address);
}
