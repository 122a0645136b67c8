import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { callerOfCookies } from './session';
import { callNextAuth, SESSION } from './testing-next-auth';
import { addUser, setPassword } from './users';

useTestDatabase();

const PASSWORD = 'a good password';

async function signIn(name: string, password: string) {
  const { cookies, body } = await callNextAuth('GET', 'csrf');
  const { csrfToken } = body as { csrfToken: string };
  const answer = await callNextAuth('POST', 'callback/credentials', {
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
  const { body } = await callNextAuth('GET', 'session', { cookies: { [SESSION]: token ?? '' } });
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
  const answer = await callNextAuth('POST', 'callback/credentials', {
    body: { name: 'ann', password: PASSWORD },
  });
  expect(answer.cookies[SESSION]).toBeUndefined();
});

test('refreshing a session does not carry it over a new password', async () => {
  const { token } = await signIn('ann', PASSWORD);
  const refreshed = await callNextAuth('GET', 'session', { cookies: { [SESSION]: token ?? '' } });
  expect(await callerOf(refreshed.cookies[SESSION])).toMatchObject({ name: 'ann' });
  await setPassword('ann', 'another password');
  expect(await callerOf(refreshed.cookies[SESSION])).toBeNull();
  const ended = await callNextAuth('GET', 'session', { cookies: { [SESSION]: token ?? '' } });
  expect(ended.body).toEqual({});
  expect(ended.cookies[SESSION]).toBe('');
  expect(await callerOf((await signIn('ann', 'another password')).token)).toMatchObject({ name: 'ann' });
});
