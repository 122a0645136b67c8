import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { AppError } from '@/lib/errors';
import { addressOfHeaders } from '@/lib/http/client-address';
import { expectedError } from '@/lib/http/expected-error';
import { log } from '@/lib/log';
import { callerOfClaims, claimsOf, SESSION_SECONDS } from './session';
import { sessionSecret } from './session-secret';
import { signIn } from './sign-in';

const DEFECT = 'Signing in failed because of a fault of the server. Try again; the log says more.';

/** The sentence that the sign-in page shows. next-auth passes it on as the error's message. */
function asSentence(thrown: unknown): Error {
  const error = expectedError(thrown);
  if (error instanceof AppError) return new Error(error.message);
  log.error({ err: error }, 'sign-in failed');
  return new Error(DEFECT);
}

/**
 * Options for next-auth: credentials `name` and `password`, sessions as signed cookies that carry identity only.
 * The sign-in page calls `signIn('credentials', { name, password, redirect: false })` and shows `error`, a sentence.
 */
export async function authOptions(): Promise<NextAuthOptions> {
  return {
    secret: await sessionSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { name: {}, password: { type: 'password' } },
        async authorize(credentials, request) {
          const { name = '', password = '' } = credentials ?? {};
          try {
            const { caller } = await signIn(
              { name: String(name), password: String(password) },
              addressOfHeaders((header) => request.headers?.[header] ?? null),
            );
            return { id: caller.id };
          } catch (error) {
            throw asSentence(error);
          }
        },
      }),
    ],
    callbacks: {
      // next-auth makes the token anew at each refresh; what it says must stay the moment of signing in, or a session
      // could be carried over the end that a new password sets to it.
      async jwt({ token, user }) {
        if (user) return { sub: user.id, signedInAt: Date.now() };
        const claims = claimsOf(token);
        if (!claims || !(await callerOfClaims(claims))) throw new Error('session ended');
        return { ...claims };
      },
      async session({ session, token }) {
        const claims = claimsOf(token);
        const caller = claims && (await callerOfClaims(claims));
        return { ...session, user: { name: caller?.name ?? null } };
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
