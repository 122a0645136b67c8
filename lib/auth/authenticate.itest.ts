import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { disableUser } from '@/lib/people/disable-person';
import { authenticate, authorize } from './authenticate';
import { sessionCookie } from './testing';
import { createToken, listTokens, revokeToken } from './tokens';
import { addUser, setPassword } from './users';

useTestDatabase();

let ann: { id: string; name: string };
const PASSWORD = 'a good password';

interface Sent {
  method?: string;
  address?: string;
  headers?: Record<string, string>;
}

function request({ method = 'GET', address = '192.0.2.1', headers = {} }: Sent): Request {
  return new Request('http://studio.lan/sdapi/v1/options', {
    method,
    headers: { host: 'studio.lan', 'x-atelier-client-address': address, ...headers },
  });
}

const basic = (name: string, password: string) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
const withBasic = (name: string, password: string, address?: string) =>
  authenticate(request({ address, headers: { authorization: basic(name, password) } }));

beforeAll(async () => {
  ann = await addUser({ name: ' Ann ', role: 'member', password: PASSWORD });
});
beforeEach(() => databasePool().query('DELETE FROM sign_in_failure'));

test('a name is stored in lower case and taken once', async () => {
  expect(ann.name).toBe('ann');
  await expect(addUser({ name: 'ANN', role: 'member' })).rejects.toMatchObject({
    status: 409,
    code: 'user_exists',
  });
  await expect(addUser({ name: '../etc', role: 'member' })).rejects.toMatchObject({ status: 400 });
  await expect(addUser({ name: 'short', role: 'member', password: 'short' })).rejects.toMatchObject({
    status: 400,
  });
});

test('a token, plain or as Bearer, is its user until it is revoked', async () => {
  const { id, secret } = await createToken({ userName: 'ann', name: 'ci' });
  expect(secret).toMatch(/^atl_[A-Za-z0-9_-]{43}$/);
  for (const authorization of [secret, `Bearer ${secret}`]) {
    expect(await authenticate(request({ headers: { authorization } }))).toEqual({
      id: ann.id,
      name: 'ann',
      role: 'member',
      leads: [],
      by: 'token',
      sessionId: null,
      scopes: [],
      viewedBy: null,
    });
  }
  const { rows } = await databasePool().query('SELECT * FROM api_token');
  expect(JSON.stringify(rows)).not.toContain(secret.slice(4));
  await revokeToken(id);
  await expect(authenticate(request({ headers: { authorization: secret } }))).rejects.toMatchObject({
    status: 401,
  });
  await expect(revokeToken(id)).rejects.toMatchObject({ status: 404 });
  await expect(revokeToken('nonsense')).rejects.toMatchObject({ status: 404 });
  expect((await listTokens('ann')).find((token) => token.id === id)?.revokedAt).toBeInstanceOf(Date);
});

test('an unknown token and a malformed header are refused; an empty header is none', async () => {
  for (const authorization of ['atl_unknown', 'Bearer x', 'Basic ???', 'Digest x=y']) {
    await expect(authenticate(request({ headers: { authorization } }))).rejects.toMatchObject({
      status: 401,
    });
  }
  expect(await authenticate(request({ headers: { authorization: '' } }))).toBeNull();
});

test('a session is its user for reading, and for changing only from our own pages', async () => {
  const cookie = await sessionCookie(ann.id);
  expect(await authenticate(request({ headers: { cookie } }))).toMatchObject({ name: 'ann' });
  const origin = 'http://studio.lan';
  expect(await authenticate(request({ method: 'POST', headers: { cookie, origin } }))).toMatchObject({
    name: 'ann',
  });
  await expect(
    authenticate(request({ method: 'POST', headers: { cookie, origin: 'http://evil.example' } })),
  ).rejects.toMatchObject({ status: 403 });
  expect(await authenticate(request({ headers: { cookie: `${cookie}x` } }))).toBeNull();
  expect(await authenticate(request({ headers: { cookie: 'next-auth.session-token=abc' } }))).toBeNull();
});

test('authorize refuses nobody with 401 and a member without the permission with 403', async () => {
  await expect(authorize(request({}), 'jobs.own')).rejects.toMatchObject({
    status: 401,
    code: 'not_signed_in',
  });
  const headers = { cookie: await sessionCookie(ann.id) };
  await expect(authorize(request({ headers }), 'people.manage')).rejects.toMatchObject({ status: 403 });
  expect(await authorize(request({ headers }), 'jobs.own')).toMatchObject({ name: 'ann' });
});

test('a role is read per request', async () => {
  const headers = { cookie: await sessionCookie(ann.id) };
  await databasePool().query(`UPDATE user_account SET role = 'admin' WHERE id = $1`, [ann.id]);
  expect(await authorize(request({ headers }), 'people.manage')).toMatchObject({ role: 'admin' });
  await databasePool().query(`UPDATE user_account SET role = 'member' WHERE id = $1`, [ann.id]);
  await expect(authorize(request({ headers }), 'people.manage')).rejects.toMatchObject({ status: 403 });
});

test('a new password ends sessions and remembered passwords at once', async () => {
  await addUser({ name: 'bob', role: 'member', password: PASSWORD });
  const bob = await withBasic('bob', PASSWORD);
  const cookie = await sessionCookie(bob?.id ?? '');
  await setPassword('bob', 'another password');
  expect(await authenticate(request({ headers: { cookie } }))).toBeNull();
  await expect(withBasic('bob', PASSWORD)).rejects.toMatchObject({ status: 401, code: 'wrong_credentials' });
  expect(await withBasic('bob', 'another password')).toMatchObject({ name: 'bob' });
  expect(
    await authenticate(request({ headers: { cookie: await sessionCookie(bob?.id ?? '') } })),
  ).toMatchObject({ name: 'bob' });
});

test('a disabled account has no session, token or password', async () => {
  const eve = await addUser({ name: 'eve', role: 'member', password: PASSWORD });
  const { secret } = await createToken({ userName: 'eve', name: 'x' });
  const cookie = await sessionCookie(eve.id);
  expect(await withBasic('Eve', PASSWORD)).toMatchObject({ name: 'eve' });
  await disableUser('eve');
  expect(await authenticate(request({ headers: { cookie } }))).toBeNull();
  await expect(authenticate(request({ headers: { authorization: secret } }))).rejects.toMatchObject({
    status: 401,
  });
  await expect(withBasic('eve', PASSWORD)).rejects.toMatchObject({ status: 401 });
  await expect(createToken({ userName: 'eve', name: 'y' })).rejects.toMatchObject({ status: 409 });
});

const failures = (subject: string, count: number) =>
  databasePool().query(
    'INSERT INTO sign_in_failure (subject, at) SELECT $1, now() FROM generate_series(1, $2::int)',
    [subject, count],
  );
const age = (interval: string) =>
  databasePool().query('UPDATE sign_in_failure SET at = at - $1::interval', [interval]);

test('a right password is checked once for many calls', async () => {
  const together = await Promise.all(Array.from({ length: 20 }, () => withBasic('ANN', PASSWORD)));
  expect(together).toHaveLength(20);
  // Checked again, it would be refused now.
  await failures('account:ann', 12);
  expect(await withBasic('ann', PASSWORD)).toMatchObject({ name: 'ann' });
});

test('wrong passwords make an account wait, whoever asks, and say how long', async () => {
  await expect(withBasic('ann', 'wrong', '192.0.2.1')).rejects.toMatchObject({ status: 401 });
  await failures('account:ann', 9);
  await expect(withBasic('ann', 'wrong', '192.0.2.77')).rejects.toMatchObject({
    status: 429,
    message: expect.stringMatching(
      /^Too many failed attempts\. Wait (3[0-2]|[12]\d) seconds, then try again\.$/,
    ),
  });
  await age('33 seconds');
  await expect(withBasic('ann', 'wrong', '192.0.2.78')).rejects.toMatchObject({ status: 401 });
  await expect(withBasic('ann', 'wrong', '192.0.2.78')).rejects.toMatchObject({ status: 429 });
  await age('1 hour');
  await expect(withBasic('ann', 'wrong')).rejects.toMatchObject({ status: 401 });
});

test('a right password forgets the failures of the account', async () => {
  await setPassword('ann', 'fresh password 1');
  for (let failure = 0; failure < 4; failure += 1)
    await expect(withBasic('ann', 'wrong')).rejects.toMatchObject({ status: 401 });
  await withBasic('ann', 'fresh password 1');
  await setPassword('ann', PASSWORD);
  for (let failure = 0; failure < 4; failure += 1)
    await expect(withBasic('ann', 'wrong')).rejects.toMatchObject({ status: 401 });
});

test('guesses sent at the same time do not pass the limit together', async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 12 }, (_, guess) => withBasic('ann', `guess ${guess}`, '192.0.2.9')),
  );
  const statuses = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.status : 200));
  // Five are free; on a machine that is held up, a second may pass and let another through.
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(4);
});

test('an address that guesses over many accounts has to wait', async () => {
  await failures('address:203.0.113.5', 36);
  await expect(withBasic('nobody', 'x', '203.0.113.5')).rejects.toMatchObject({ status: 429 });
  await expect(withBasic('nobody', 'x', '203.0.113.6')).rejects.toMatchObject({ status: 401 });
});

test('a name with NUL or of any length is only wrong', async () => {
  for (const name of ['a\0b', 'x'.repeat(5000), '😀', '\ud800']) {
    await expect(withBasic(name, 'x')).rejects.toMatchObject({ status: 401 });
  }
});

test('the clock of the remembered passwords runs out', async () => {
  await withBasic('ann', PASSWORD);
  const later = Date.now() + 6 * 60_000;
  vi.spyOn(Date, 'now').mockReturnValue(later);
  expect(await withBasic('ann', PASSWORD)).toMatchObject({ name: 'ann' });
});
