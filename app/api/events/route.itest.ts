import { beforeAll, expect, test } from 'vitest';
import { COMMAND_LINE } from '@/lib/audit/record-act';
import type { Caller } from '@/lib/auth';
import { onAccessChange } from '@/lib/auth/access-changes';
import { endOtherSessions } from '@/lib/auth/sessions';
import { sessionCookie } from '@/lib/auth/testing';
import { createToken, listTokens, revokeToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { disableUser } from '@/lib/people/disable-person';
import { endViewAs, startViewAs } from '@/lib/people/view-as';
import { GET } from './route';

useTestDatabase();
useTestDataDir();

/** Far below the beat, which would end a stream as well. */
const SOON_MS = 5_000;

beforeAll(async () => {
  // Listening, before anything happens.
  (await onAccessChange(() => {}))();
});

const aPerson = (name: string, role: Caller['role'] = 'member') =>
  addUser({ name, role, password: 'a good password' });

const asCaller = async ({ id, name }: { id: string; name: string }): Promise<Caller> => {
  const { rows } = await databasePool().query<{ id: string }>(
    'SELECT id FROM auth_session WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1',
    [id],
  );
  const sessionId = rows[0]?.id ?? null;
  return { id, name, role: 'admin', leads: [], by: 'session', sessionId, scopes: [], viewedBy: null };
};

/** A stream whose snapshot has come. */
async function aStream(headers: Record<string, string>) {
  const leaving = new AbortController();
  const response = await GET(
    new Request('http://studio.lan/api/events', {
      headers: { host: 'studio.lan', ...headers },
      signal: leaving.signal,
    }),
    {},
  );
  expect(response.status).toBe(200);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; !text.includes('snapshot'); ) text += (await reader.read()).value;
  let isOpen = true;
  const end = (async () => {
    while (!(await reader.read()).done);
    isOpen = false;
  })();
  return { end, isOpen: () => isOpen, leave: () => leaving.abort() };
}

async function expectEnd({ end }: { end: Promise<void> }): Promise<void> {
  let timer: NodeJS.Timeout;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('the stream goes on')), SOON_MS);
  });
  await Promise.race([end, late]).finally(() => clearTimeout(timer));
}

test('a stream ends with its session, and no other does', async () => {
  const ann = await aPerson('ann');
  const elsewhere = await aStream({ cookie: await sessionCookie(ann.id) });
  const here = await aStream({ cookie: await sessionCookie(ann.id) });
  const other = await aStream({ cookie: await sessionCookie((await aPerson('bob')).id) });
  await endOtherSessions(await asCaller(ann), '::1');
  await expectEnd(elsewhere);
  expect([here.isOpen(), other.isOpen()]).toEqual([true, true]);
  await disableUser('ann');
  await expectEnd(here);
  expect(other.isOpen()).toBe(true);
  other.leave();
  await expectEnd(other);
});

test('a stream of a program ends with its token', async () => {
  await aPerson('cem');
  const { secret } = await createToken({ userName: 'cem', name: 'test' });
  const stream = await aStream({ authorization: `Bearer ${secret}` });
  const [token] = await listTokens('cem');
  await revokeToken(token!.id);
  await expectEnd(stream);
});

test('who views as somebody hears of them until they leave that view', async () => {
  const [dana, boss] = [await aPerson('dana'), await aPerson('boss', 'admin')];
  const cookie = await sessionCookie(boss.id);
  const own = await aStream({ cookie });
  const admin = await asCaller(boss);
  await startViewAs(admin, COMMAND_LINE, dana.id);
  await expectEnd(own);
  const viewing = await aStream({ cookie });
  const theirs = await aStream({ cookie: await sessionCookie(dana.id) });
  await endViewAs({ ...admin, id: dana.id, name: 'dana', viewedBy: boss }, '::1');
  await expectEnd(viewing);
  expect(theirs.isOpen()).toBe(true);
  theirs.leave();
});
