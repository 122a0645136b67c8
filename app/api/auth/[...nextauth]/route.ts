import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/auth-options';

// server/web.ts sets AUTH_TRUST_HOST: the studio is reached under many names (localhost, the machine's name, an address),
// so next-auth takes the origin from the request. What changes something is guarded by its CSRF token.

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function handler(request: Request, context: Context): Promise<Response> {
  return NextAuth(request as never, context as never, await authOptions());
}

export { handler as GET, handler as POST };
