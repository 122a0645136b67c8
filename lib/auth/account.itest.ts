import { beforeEach, expect, test, vi } from 'vitest';
import { listAuditEntries } from '@/lib/audit/list-entries';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { authenticate, authorize } from './authenticate';
import type { Caller } from './caller';
import { changePassword } from './change-password';
import { beginTwoFactor, confirmTwoFactor, endTwoFactor } from './second-factor';
import { callerOfCookies } from './session';
import { endOtherSessions, endSession, listSessions } from './sessions';
import { createSetupLink, useSetupLink as redeemSetupLink } from './setup-link';
import { signInPerson } from './sign-in-person';
import { sessionCookie } from './testing';
import { createToken, revokeToken } from './tokens';
import { STEP_SECONDS, totpCode } from './totp';
import { addUser } from './users';

useTestDatabase();

const PASSWORD = 'a good password';
const ORIGIN = { address: '192.0.2.1', userAgent: 'test' };
let count = 0;

beforeEach(() => databasePool().query('DELETE FROM sign_in_failure'));

const cookieIn = (cookie: string) => (name: string) =>
  cookie.startsWith(`${name}=`) ? cookie.slice(name.length + 1) : undefined;

async function aPerson(): Promise<Caller> {
  const { id } = await addUser({ name: `person${++count}`, role: 'member', password: PASSWORD });
  return (await callerOfCookies(cookieIn(await sessionCookie(id))))!;
}

const signIn = (name: string, code?: string) => signInPerson({ name, password: PASSWORD, code }, ORIGIN);
const request = (authorization: string, method = 'GET') =>
  new Request('http://studio.lan/api/jobs', { method, headers: { host: 'studio.lan', authorization } });

test('sessions are listed, and ended one by one or all others at once', async () => {
  const me = await aPerson();
  const others = [await sessionCookie(me.id), await sessionCookie(me.id), await sessionCookie(me.id)];
  const listed = await listSessions(me);
  expect(listed).toHaveLength(4);
  expect(listed.filter(({ current }) => current)).toMatchObject([{ id: me.sessionId, address: '192.0.2.1' }]);
  const first = (await callerOfCookies(cookieIn(others[0]!)))!;
  await endSession(me, first.sessionId!, ORIGIN.address);
  expect(await callerOfCookies(cookieIn(others[0]!))).toBeNull();
  await expect(endSession(me, first.sessionId!, ORIGIN.address)).rejects.toMatchObject({ status: 404 });
  const stranger = await aPerson();
  await expect(endSession(me, stranger.sessionId!, ORIGIN.address)).rejects.toMatchObject({ status: 404 });
  expect(await endOtherSessions(me, ORIGIN.address)).toBe(2);
  expect(await listSessions(me)).toMatchObject([{ id: me.sessionId }]);
  expect(await listSessions(stranger)).toHaveLength(1);
});

test('a new password takes the old one and ends the other sessions, not this one', async () => {
  const me = await aPerson();
  const other = await sessionCookie(me.id);
  const change = (old: string, fresh: string) => changePassword(me, { old, fresh }, ORIGIN.address);
  await expect(change('wrong', 'another password')).rejects.toMatchObject({ status: 401 });
  await expect(change(PASSWORD, 'short')).rejects.toMatchObject({ status: 400 });
  await change(PASSWORD, 'another password');
  expect(await callerOfCookies(cookieIn(other))).toBeNull();
  expect(await listSessions(me)).toMatchObject([{ current: true }]);
  await expect(signIn(me.name)).rejects.toMatchObject({ code: 'wrong_credentials' });
});

test('a token works until it expires, within its scopes', async () => {
  const me = await aPerson();
  const soon = await createToken({
    userName: me.name,
    name: 'old',
    expiresAt: new Date(Date.now() + 60_000),
  });
  expect(await authenticate(request(soon.secret))).toMatchObject({ id: me.id });
  await databasePool().query(`UPDATE api_token SET expires_at = now() WHERE id = $1`, [soon.id]);
  await expect(authenticate(request(soon.secret))).rejects.toMatchObject({ code: 'unknown_token' });
  const { secret, id } = await createToken({ userName: me.name, name: 'reader', scopes: ['read'] });
  expect(await authorize(request(secret), 'jobs.own')).toMatchObject({ id: me.id, scopes: ['read'] });
  await expect(authorize(request(secret, 'POST'), 'jobs.own')).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('limited'),
  });
  const stranger = await aPerson();
  await expect(revokeToken(id, { ownerId: stranger.id })).rejects.toMatchObject({ status: 404 });
  await revokeToken(id, { ownerId: me.id });
});

/** Switches two-factor on; answers the secret and the recovery codes. */
async function enrol(me: Caller) {
  const { secret } = await beginTwoFactor(me);
  // A step ago, so that the code of now is not a replay.
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - STEP_SECONDS * 1000);
  const code = codeNow(secret);
  const { codes } = await confirmTwoFactor(me, code, ORIGIN.address);
  clock.mockRestore();
  return { secret, codes, code };
}

const codeNow = (secret: string) => totpCode(secret, Math.floor(Date.now() / 1000 / STEP_SECONDS));

test('two-factor is on once it was confirmed, and then a password alone opens nothing', async () => {
  const me = await aPerson();
  const { secret: unused } = await beginTwoFactor(me);
  expect((await signIn(me.name)).account.id).toBe(me.id);
  await expect(confirmTwoFactor(me, '000000', ORIGIN.address)).rejects.toMatchObject({ code: 'wrong_code' });
  const { secret, code } = await enrol(me);
  expect(secret).not.toBe(unused);
  await expect(beginTwoFactor(me)).rejects.toMatchObject({ code: 'two_factor_on' });
  await expect(signIn(me.name)).rejects.toMatchObject({ code: 'second_factor_needed' });
  // The code that confirmed it was seen already.
  await expect(signIn(me.name, code)).rejects.toMatchObject({ code: 'wrong_code' });
  const both = await Promise.allSettled([signIn(me.name, codeNow(secret)), signIn(me.name, codeNow(secret))]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const basic = `Basic ${Buffer.from(`${me.name}:${PASSWORD}`).toString('base64')}`;
  await expect(authenticate(request(basic))).rejects.toMatchObject({ code: 'second_factor_needed' });
  await endTwoFactor(me, ORIGIN.address);
  expect((await signIn(me.name)).account.id).toBe(me.id);
});

test('a password remembered from before does not get around a second factor', async () => {
  const me = await aPerson();
  const basic = `Basic ${Buffer.from(`${me.name}:${PASSWORD}`).toString('base64')}`;
  expect(await authenticate(request(basic))).toMatchObject({ id: me.id });
  await enrol(me);
  await expect(authenticate(request(basic))).rejects.toMatchObject({ code: 'second_factor_needed' });
});

test('each recovery code works once, in any spelling', async () => {
  const me = await aPerson();
  const { codes } = await enrol(me);
  expect(new Set(codes).size).toBe(10);
  await signIn(me.name, codes[0]!.toLowerCase().replaceAll('-', ' '));
  await expect(signIn(me.name, codes[0])).rejects.toMatchObject({ code: 'wrong_code' });
  await signIn(me.name, codes[1]);
  const [entry] = await listAuditEntries({ action: 'two_factor.code_used', search: me.name }, 1);
  expect(entry?.after).toEqual({ codesLeft: 8 });
  const { rows } = await databasePool().query('SELECT * FROM user_account WHERE id = $1', [me.id]);
  expect(JSON.stringify(rows)).not.toContain(codes[2]);
});

test('codes can’t be guessed for ever, though the password is right', async () => {
  const me = await aPerson();
  await enrol(me);
  for (let guess = 0; guess < 5; guess += 1) {
    await expect(signIn(me.name)).rejects.toMatchObject({ code: 'second_factor_needed' });
    await expect(signIn(me.name, '000000')).rejects.toMatchObject({ code: 'wrong_code' });
  }
  await expect(signIn(me.name, '000000')).rejects.toMatchObject({ status: 429 });
});

test('a set-up link is the way back in for who lost the second factor', async () => {
  const me = await aPerson();
  await enrol(me);
  const link = (await createSetupLink(me.id)).replace('/setup/', '');
  await redeemSetupLink(link, PASSWORD);
  expect((await signIn(me.name)).account.id).toBe(me.id);
});

test('the clock of the phone may be half a minute off', async () => {
  const me = await aPerson();
  const { secret } = await enrol(me);
  const now = Date.now();
  const step = Math.floor(now / 1000 / STEP_SECONDS);
  vi.spyOn(Date, 'now').mockReturnValue(now);
  await expect(signIn(me.name, totpCode(secret, step + 2))).rejects.toMatchObject({ code: 'wrong_code' });
  await signIn(me.name, totpCode(secret, step + 1));
  // An older code than the last one is a replay, though its time has not passed.
  await expect(signIn(me.name, totpCode(secret, step))).rejects.toMatchObject({ code: 'wrong_code' });
});

test('the log tells sign-ins that worked and failed, and no name that nobody has', async () => {
  const me = await aPerson();
  await signIn(me.name);
  await expect(signInPerson({ name: me.name, password: 'wrong' }, ORIGIN)).rejects.toMatchObject({
    status: 401,
  });
  await expect(signInPerson({ name: 'my secret password', password: '' }, ORIGIN)).rejects.toMatchObject({
    status: 401,
  });
  const entries = await listAuditEntries({}, 3);
  expect(entries.map(({ action, target }) => [action, target])).toEqual([
    ['sign_in.failed', 'unknown'],
    ['sign_in.failed', me.name],
    ['sign_in.succeeded', me.name],
  ]);
  expect(JSON.stringify(entries)).not.toContain('secret');
});
