import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/auth-options';
import { callerOfCookies } from '@/lib/auth/session';
import { clientAddress } from '@/lib/http/client-address';
import { parseCookies } from '@/lib/http/cookies';
import { readText } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { localeOf } from '@/lib/i18n/locales';

// server/web.ts sets AUTH_TRUST_HOST: the studio is reached under many names (localhost, the machine's name, an address),
// so next-auth takes the origin from the request. What changes something is guarded by its CSRF token.

/** A name, a password and a token fit many times over; next-auth itself would read any amount. */
const BODY_BYTES = 16 * 1024;

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const handler = route<Context>(async (request, context) => {
  const { url, method, headers } = request;
  const cookies = parseCookies(headers.get('cookie'));
  const caller = await callerOfCookies((name) => cookies.get(name));
  const body = method === 'POST' ? await readText(request, BODY_BYTES) : null;
  return NextAuth(
    new NextRequest(url, { method, headers, body }) as never,
    context as never,
    await authOptions({
      origin: { address: clientAddress(request), userAgent: headers.get('user-agent') ?? '' },
      // An admin who looks at the studio as somebody must not connect an identity to them.
      caller: caller?.viewedBy ? null : caller,
      locale: localeOf(headers),
    }),
  );
});

export { handler as GET, handler as POST };
