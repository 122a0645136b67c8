import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/auth-options';
import { readText } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';

// server/web.ts sets AUTH_TRUST_HOST: the studio is reached under many names (localhost, the machine's name, an address),
// so next-auth takes the origin from the request. What changes something is guarded by its CSRF token.

/** A name, a password and a token fit many times over; next-auth itself would read any amount. */
const BODY_BYTES = 16 * 1024;

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const handler = route<Context>(async (request, context) => {
  const { url, method, headers } = request;
  const body = method === 'POST' ? await readText(request, BODY_BYTES) : null;
  return NextAuth(
    new NextRequest(url, { method, headers, body }) as never,
    context as never,
    await authOptions(),
  );
});

export { handler as GET, handler as POST };
