import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { authOptions } from './auth-options';
import { callerOfCookies } from './session';
import { addUser, setPassword } from './users';

useTestDatabase();

const PASSWORD = 'a good password';
const SESSION = 'next-auth.session-token';

interface Posted {
  body?: Record<string, string>;
  cookies?: Record<string, string>;
}

/** next-auth as it answers under the pages router, which needs no running Next. */
async function auth(method: 'GET' | 'POST', path: string, { body = {}, cookies = {} }: Posted = {}) {
  const request = {
    method,
    body,
    cookies,
    query: { nextauth: path.split('/') },
    headers: { host: 'studio.lan', 'x-forwarded-proto': 'http', 'x-atelier-client-address': '192.0.2.1' },
  };
  const answer = { status: 200, body: undefined as unknown, cookies: {} as Record<string, string> };
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
      if (name !== 'Set-Cookie') return;
      for (const line of [value].flat()) {
        const [pair = ''] = line.split(';');
        answer.cookies[pair.slice(0, pair.indexOf('='))] = decodeURIComponent(
          pair.slice(pair.indexOf('=') + 1),
        );
      }
    },
    send: finish,
    json: finish,
    end: finish,
  };
  await NextAuth(
    request as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    await authOptions({ origin: { address: '192.0.2.1', userAgent: 'test' }, caller: null }),
  );
  return answer;
}

async function signIn(name: string, password: string) {
  const { cookies, body } = await auth('GET', 'csrf');
  const { csrfToken } = body as { csrfToken: string };
  const answer = await auth('POST', 'callback/credentials', {
    body: { csrfToken, name, password, json: 'true' },
    cookies,
  });
  const { url } = answer.body as { url: string };
  return {
    status: answer.status,
    error: new URL(url).searchParams.get('error'),
    token: answer.cookies[SESSION],
  };
}

const callerOf = (token: string | undefined) =>
  callerOfCookies((name) => (name === SESSION ? token : undefined));

beforeAll(async () => {
  await addUser({ name: 'ann', role: 'admin', password: PASSWORD });
});
beforeEach(async () => {
  vi.stubEnv('AUTH_TRUST_HOST', '1');
  await databasePool().query('DELETE FROM sign_in_failure');
});

test('a right password is a session that says who, and nothing more', async () => {
  const { token, error } = await signIn('Ann', PASSWORD);
  expect(error).toBeNull();
  expect(await callerOf(token)).toMatchObject({ name: 'ann', role: 'admin' });
  const { body } = await auth('GET', 'session', { cookies: { [SESSION]: token ?? '' } });
  expect(body).toEqual({ user: { name: 'ann' }, expires: expect.any(String) });
});

test('a wrong password is a sentence, and too many are one with the time to wait', async () => {
  expect(await signIn('ann', 'wrong')).toMatchObject({
    status: 401,
    token: undefined,
    error: 'The name or the password is wrong. Try again, or ask an admin for a new set-up link.',
  });
  await databasePool().query(
    `INSERT INTO sign_in_failure (subject, at) SELECT 'account:ann', now() FROM generate_series(1, 12)`,
  );
  expect((await signIn('ann', PASSWORD)).error).toMatch(
    /^Too many failed attempts\. Wait \d+ (seconds|minutes)/,
  );
});

test('without the CSRF token nobody signs in', async () => {
  const answer = await auth('POST', 'callback/credentials', { body: { name: 'ann', password: PASSWORD } });
  expect(answer.cookies[SESSION]).toBeUndefined();
});

test('refreshing a session does not carry it over a new password', async () => {
  const { token } = await signIn('ann', PASSWORD);
  const refreshed = await auth('GET', 'session', { cookies: { [SESSION]: token ?? '' } });
  expect(await callerOf(refreshed.cookies[SESSION])).toMatchObject({ name: 'ann' });
  await setPassword('ann', 'another password');
  expect(await callerOf(refreshed.cookies[SESSION])).toBeNull();
  const ended = await auth('GET', 'session', { cookies: { [SESSION]: token ?? '' } });
  expect(ended.body).toEqual({});
  expect(ended.cookies[SESSION]).toBe('');
  expect(await callerOf((await signIn('ann', 'another password')).token)).toMatchObject({ name: 'ann' });
});
