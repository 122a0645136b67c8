/** next-auth as it answers under the pages router, which needs no running Next. For tests. */
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { type AuthContext, authOptions } from './auth-options';

export const SESSION = 'next-auth.session-token';

interface Sent {
  body?: Record<string, string>;
  cookies?: Record<string, string>;
  query?: Record<string, string>;
  caller?: AuthContext['caller'];
}

export interface Answered {
  status: number;
  body: unknown;
  cookies: Record<string, string>;
  location: string | undefined;
}

/** Calls `/api/auth/<path>` of the studio at http://studio.lan. AUTH_TRUST_HOST must be set. */
export async function callNextAuth(
  method: 'GET' | 'POST',
  path: string,
  { body = {}, cookies = {}, query = {}, caller = null }: Sent = {},
): Promise<Answered> {
  const request = {
    method,
    body,
    cookies,
    query: { ...query, nextauth: path.split('/') },
    headers: { host: 'studio.lan', 'x-forwarded-proto': 'http' },
  };
  const answer: Answered = { status: 200, body: undefined, cookies: {}, location: undefined };
  const finish = (content?: unknown) => {
    answer.body = content;
  };
  const response = {
    status: (status: number) => {
      answer.status = status;
      return response;
    },
    getHeader: () => [],
    setHeader: (name: string, value: string | string[]) => {
      if (name === 'Location') answer.location = String(value);
      if (name === 'Set-Cookie') Object.assign(answer.cookies, ...[value].flat().map(cookieOf));
      return response;
    },
    send: finish,
    json: finish,
    end: finish,
  };
  const origin = { address: '192.0.2.1', userAgent: 'test' };
  await NextAuth(
    request as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    await authOptions({ origin, caller, locale: 'en' }),
  );
  return answer;
}

function cookieOf(line: string): Record<string, string> {
  const [pair = ''] = line.split(';');
  const equals = pair.indexOf('=');
  return { [pair.slice(0, equals)]: decodeURIComponent(pair.slice(equals + 1)) };
}
