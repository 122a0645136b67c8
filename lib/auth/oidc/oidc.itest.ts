import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { COMMAND_LINE } from '@/lib/audit/record-act';
import { config, fromCommandLine } from '@/lib/config';
import { useTestDatabase } from '@/lib/db/testing';
import { log } from '@/lib/log';
import { disableUser } from '@/lib/people/disable-person';
import { findPerson } from '@/lib/people/list-people';
import { changeSetting } from '@/lib/settings/settings';
import { createTeam } from '@/lib/teams/change-team';
import type { Caller } from '../caller';
import { callerOfCookies } from '../session';
import { sessionCookie } from '../testing';
import { callNextAuth, SESSION } from '../testing-next-auth';
import { addUser } from '../users';
import { refusalSentence } from './refusals';
import { CLIENT, startTestProvider, type TestProvider } from './testing-provider';

useTestDatabase();

let provider: TestProvider;
const given = process.env.ATELIER_CONFIG;

beforeAll(async () => {
  provider = await startTestProvider();
});
afterAll(async () => {
  process.env.ATELIER_CONFIG = given;
  await provider.stop();
});
beforeEach(() => {
  vi.stubEnv('AUTH_TRUST_HOST', '1');
  vi.stubEnv('ATELIER_OIDC_CLIENT_SECRET', CLIENT.secret);
  useIssuer(provider.issuer);
});

function useIssuer(issuer: string): void {
  const flags = ['--oidc-issuer', issuer, '--oidc-client-id', CLIENT.id, '--oidc-team-claim', 'groups'];
  const { oidc } = fromCommandLine(flags);
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), oidc });
}

/** Follows the provider's redirects as a browser does, until they lead back to the studio. */
async function throughProvider(start: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(start);
  while (url.host !== 'studio.lan') {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
    url = new URL(location, url);
  }
  return url;
}

/** A whole sign-in: where it ends, and who is signed in then. */
async function signIn(caller: Caller | null = null) {
  const csrf = await callNextAuth('GET', 'csrf');
  const { csrfToken } = csrf.body as { csrfToken: string };
  const begun = await callNextAuth('POST', 'signin/oidc', {
    body: { csrfToken, json: 'true', callbackUrl: 'http://studio.lan/txt2img' },
    cookies: csrf.cookies,
  });
  const { url } = begun.body as { url: string };
  if (new URL(url).host === 'studio.lan') return { location: url, who: null };
  const back = await throughProvider(url);
  const ended = await callNextAuth('GET', 'callback/oidc', {
    query: Object.fromEntries(back.searchParams),
    cookies: { ...csrf.cookies, ...begun.cookies },
    caller,
  });
  const token = ended.cookies[SESSION];
  const who = await callerOfCookies((name) => (name === SESSION ? token : undefined));
  return { location: ended.location ?? '', who };
}

test('whom the provider knows has an account from their first sign-in on, with the teams it names', async () => {
  await createTeam(COMMAND_LINE, { name: 'Film' });
  provider.claims = {
    sub: 'a-1',
    preferred_username: 'Ánn',
    name: 'Ann Example',
    email: 'Ann@studio.example',
    email_verified: true,
    groups: ['/studio/FILM', 'unknown'],
  };
  const { who, location } = await signIn();
  expect(location).toBe('http://studio.lan/txt2img');
  expect(who).toMatchObject({ name: 'ann', role: 'member' });
  expect(await findPerson(who!.id)).toMatchObject({
    displayName: 'Ann Example',
    email: 'ann@studio.example',
    teams: [{ name: 'Film' }],
    billedTo: { name: 'Film' },
  });
  provider.claims = { ...provider.claims, preferred_username: 'renamed', groups: [] };
  const again = await signIn();
  expect(again.who).toMatchObject({ id: who!.id, name: 'ann' });
  expect((await findPerson(who!.id)).teams).toEqual([]);
});

test('a name that somebody has opens nothing; its owner connects the identity', async () => {
  const { id } = await addUser({ name: 'bob', role: 'admin', password: 'a good password' });
  provider.claims = { sub: 'b-1', preferred_username: 'BOB' };
  const refused = await signIn();
  expect(refused).toEqual({ location: '/sign-in?error=oidc_name_taken', who: null });
  const cookie = await sessionCookie(id);
  const bob = await callerOfCookies((name) =>
    cookie.startsWith(`${name}=`) ? cookie.slice(name.length + 1) : undefined,
  );
  expect((await signIn(bob)).who).toMatchObject({ id });
  expect((await signIn()).who).toMatchObject({ id, role: 'admin' });
  provider.claims = { sub: 'a-1' };
  expect((await signIn(bob)).location).toBe('/sign-in?error=oidc_linked_elsewhere');
});

test('an e-mail address the provider has not verified, or somebody else has, is not taken over', async () => {
  provider.claims = {
    sub: 'c-1',
    preferred_username: 'carol',
    email: 'ann@studio.example',
    email_verified: true,
  };
  expect(await findPerson((await signIn()).who!.id)).toMatchObject({ name: 'carol', email: null });
  provider.claims = { sub: 'd-1', preferred_username: 'dave', email: 'dave@studio.example' };
  expect(await findPerson((await signIn()).who!.id)).toMatchObject({ name: 'dave', email: null });
});

test('a disabled person is refused, and so is a stranger where only the invited have accounts', async () => {
  provider.claims = { sub: 'e-1', preferred_username: 'eve' };
  await signIn();
  await disableUser('eve');
  expect(await signIn()).toEqual({ location: '/sign-in?error=oidc_disabled', who: null });
  await changeSetting(COMMAND_LINE, 'registration', 0, 'invitation');
  provider.claims = { sub: 'f-1', preferred_username: 'frank' };
  expect(await signIn()).toEqual({ location: '/sign-in?error=oidc_not_invited', who: null });
  await changeSetting(COMMAND_LINE, 'registration', 1, 'provider');
  provider.claims = { sub: 'g-1', preferred_username: '李雷' };
  expect((await signIn()).location).toBe('/sign-in?error=oidc_no_name');
});

test('the same person for the first time twice at once has one account', async () => {
  provider.claims = { sub: 'h-1', preferred_username: 'heidi' };
  const both = await Promise.all([signIn(), signIn()]);
  expect(both[0].who).toMatchObject({ name: 'heidi' });
  expect(both[1].who?.id).toBe(both[0].who?.id);
});

test('a provider that is down is a sentence, and passwords work on', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
  useIssuer('http://127.0.0.1:9');
  const { location, who } = await signIn();
  expect(who).toBeNull();
  const error = new URL(location).searchParams.get('error') ?? undefined;
  expect(refusalSentence(error)).toBe(
    'The sign-in provider can’t be reached. Try again in a moment, or use your password.',
  );
  expect(logged).toHaveBeenCalled();
  await addUser({ name: 'with-password', role: 'member', password: 'a good password' });
  const csrf = await callNextAuth('GET', 'csrf');
  const { csrfToken } = csrf.body as { csrfToken: string };
  const { cookies } = await callNextAuth('POST', 'callback/credentials', {
    body: { csrfToken, name: 'with-password', password: 'a good password', json: 'true' },
    cookies: csrf.cookies,
  });
  expect(await callerOfCookies((name) => cookies[name])).toMatchObject({ name: 'with-password' });
  expect(refusalSentence('<script>')).toBe('Signing in did not work. Try again, or use your password.');
  expect(refusalSentence(undefined)).toBeNull();
});
