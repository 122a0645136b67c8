import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND_LINE } from '@/lib/audit/record-act';
import type { Caller } from '@/lib/auth';
import { refusalOf } from '@/lib/auth/permissions';
import { listSessions } from '@/lib/auth/sessions';
import { sessionCookie } from '@/lib/auth/testing';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { findModelFile } from '@/lib/catalog/model-file';
import { CATALOG, tellScanned } from '@/lib/catalog/request-rescan';
import { trashModel } from '@/lib/catalog/trash-model';
import { listen } from '@/lib/db/notifications';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { openTree } from '@/lib/files';
import { makeShare } from '@/lib/gallery/shares';
import { findPictures } from '@/lib/jobs';
import { settleJob } from '@/lib/jobs/settle';
import { aRunningJob } from '@/lib/jobs/testing';
import { disableUser } from '@/lib/people/disable-person';
import { createInvitation, listInvitations } from '@/lib/people/invitations';
import { setTeamMember } from '@/lib/teams/change-members';
import { createTeam } from '@/lib/teams/change-team';
import { type Access, ROUTES } from './route-table';

useTestDatabase();
const data = useTestDataDir();

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** `app/(studio)/usage/page.tsx` → `/usage` */
const addressOf = (file: string) =>
  `/${file
    .split('/')
    .slice(1, -1)
    .filter((folder) => !/^\(.*\)$/.test(folder))
    .join('/')}`;

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).map(
  (file) => `app/${file.split(sep).join('/')}`,
);
const filesOf = (name: string) => files.filter((file) => file.endsWith(`/${name}`)).sort();
const load = (file: string) => import(/* @vite-ignore */ pathToFileURL(resolve(file)).href);

const WHO = [
  'anonymous',
  'disabled',
  'owner',
  'other',
  'lead',
  'lead elsewhere',
  'auditor',
  'admin',
  'viewing',
] as const;
type Who = (typeof WHO)[number];

const people = new Map<Who, { id: string; name: string }>();
const caller = (who: Who, changes: Partial<Caller> = {}): Caller => ({
  id: people.get(who)?.id ?? '',
  name: people.get(who)?.name ?? '',
  role: who === 'admin' || who === 'auditor' ? who : 'member',
  leads: who === 'lead' || who === 'lead elsewhere' ? ['team'] : [],
  by: 'session',
  sessionId: null,
  scopes: [],
  viewedBy: who === 'viewing' ? { id: 'admin', name: 'admin' } : null,
  ...changes,
});

let team = '';
let stopListening = async () => {};

beforeAll(async () => {
  for (const who of ['admin', 'disabled', 'owner', 'other', 'lead', 'lead elsewhere', 'auditor'] as const) {
    const role = who === 'admin' || who === 'auditor' ? who : 'member';
    people.set(who, await addUser({ name: who.replace(' ', '-'), role, password: 'a good password' }));
  }
  people.set('viewing', people.get('owner')!);
  team = await createTeam(COMMAND_LINE, { name: 'Film' });
  await setTeamMember(COMMAND_LINE, team, people.get('lead')!.id, true);
  const otherTeam = await createTeam(COMMAND_LINE, { name: 'Print' });
  await setTeamMember(COMMAND_LINE, otherTeam, people.get('lead elsewhere')!.id, true);
  await disableUser('disabled');
  // No worker reads folders here: who waits for that is told at once that it was done.
  stopListening = await listen([CATALOG], () => {
    void databasePool()
      .query<{ now: string }>('SELECT clock_timestamp()::text AS now')
      .then(({ rows }) => tellScanned(rows[0]!.now));
  });
});

afterAll(() => stopListening());

/** The cookie of a new session of this kind of person. */
async function cookieOf(who: Who): Promise<string | undefined> {
  if (who === 'anonymous') return undefined;
  if (who !== 'viewing') return sessionCookie(people.get(who)!.id);
  const admin = people.get('admin')!.id;
  const cookie = await sessionCookie(admin);
  await databasePool().query(
    `UPDATE auth_session SET view_as_id = $1 WHERE id = (
       SELECT id FROM auth_session WHERE user_id = $2 ORDER BY created_at DESC, id DESC LIMIT 1)`,
    [people.get('owner')!.id, admin],
  );
  return cookie;
}

/** Something of the owner's (or of whom the address is about), made anew for each request. */
async function sampleOf(method: string, address: string, query: string): Promise<Record<string, string>> {
  const owner = people.get('owner')!;
  if (address.startsWith('/api/admin/models/')) return { id: await aModelOf(null) };
  if (address.startsWith('/api/models/[id]')) return { id: await aModelOf(query ? null : owner) };
  if (address.startsWith('/api/models/trash/')) return { id: await aTrashedModelOf(query ? null : owner) };
  if (/\/(shared|shares)\//.test(address)) return aShareOf(owner);
  if (/\/(jobs|pictures)\//.test(address)) {
    const { view, claimed } = await aRunningJob(owner.id);
    if (address.includes('/jobs/')) return { id: view.id };
    const file = { path: 'users/owner.png', width: 8, height: 8, seed: 1, infotext: '' };
    await writeFile(join(data.path, file.path), PIXEL);
    const placed = { ...file, index: 0, saved: true, complete: true };
    await settleJob(claimed, { deviceMs: 1, interrupted: false, placePictures: async () => [placed] });
    return { id: (await findPictures(owner.id, view.id))[0]!.id };
  }
  if (address.includes('/sessions/')) {
    await sessionCookie(owner.id);
    return { id: (await listSessions(caller('owner')))[0]!.id };
  }
  if (address.includes('/tokens/')) return { id: (await createToken({ userName: 'owner', name: 'x' })).id };
  if (address.includes('/uploads/')) {
    const id = randomUUID();
    await databasePool().query(
      `INSERT INTO upload (id, user_id, path, size, expires_at) VALUES ($1, $2, 'a.bin', 10, now() + interval '1 hour')`,
      [id, owner.id],
    );
    return { id };
  }
  if (address.includes('/teams/')) {
    await setTeamMember(COMMAND_LINE, team, owner.id, false);
    return { id: team, userId: owner.id };
  }
  if (address.includes('/invitations/')) {
    const offer = { role: 'member' as const, teamId: team, isLead: false, note: randomUUID(), days: 1 };
    await createInvitation(caller('admin'), '::1', offer);
    return { id: (await listInvitations(caller('admin'))).find(({ note }) => note === offer.note)!.id };
  }
  if (address === '/api/admin/people/[id]' && method === 'GET') return { id: owner.id };
  return { id: randomUUID(), key: 'censor' };
}

/** A link to a picture, for a team that nobody else is in. */
async function aShareOf(owner: { id: string; name: string }): Promise<{ id: string; picture: string }> {
  await writeFile(join(data.path, 'users/owner.png'), PIXEL);
  const teamId = await createTeam(COMMAND_LINE, { name: randomUUID() });
  await setTeamMember(COMMAND_LINE, teamId, owner.id, false);
  const { rows } = await databasePool().query<{ id: string }>(
    `INSERT INTO picture (id, user_id, kind, index, path, width, height, seed, infotext)
     VALUES (gen_random_uuid(), $1, 'extras', 0, 'users/owner.png', 8, 8, 1, '') RETURNING id`,
    [owner.id],
  );
  const [picture] = rows.map(({ id }) => id);
  const id = await makeShare({ ...owner, address: '::1' }, { teamId, ids: [picture!] });
  return { id, picture: picture! };
}

/** A model with a picture, in somebody's own folder or the shared one. */
async function aModelOf(owner: { id: string; name: string } | null): Promise<string> {
  const name = randomUUID();
  const folder = join(data.path, ...(owner ? ['users', owner.name] : []), 'models', 'ControlNet');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.safetensors`), 'a model');
  await writeFile(join(folder, `${name}.png`), PIXEL);
  const { rows } = await databasePool().query(
    `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at, preview_path, preview_modified_at)
     VALUES (gen_random_uuid(), 'controlnet', 'controlnet', $1, $2, $3, 7, now(), $4, now()) RETURNING id`,
    [owner?.id ?? null, `${name}.safetensors`, name, `${name}.png`],
  );
  return rows[0].id;
}

async function aTrashedModelOf(owner: { id: string; name: string } | null): Promise<string> {
  const id = await aModelOf(owner);
  const admin = people.get('admin')!;
  const model = await findModelFile((owner ?? admin).id, id, true);
  const open = await openTree(owner ? 'own' : 'shared', owner ?? admin);
  return (await trashModel(open, model)).id;
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const isParametric = (address: string) => address.includes('[');

/** Calls the route as this kind of person. The body is no JSON, so that whoever gets through changes little. */
async function statusFor(who: Who, method: string, target: string, handler: Handler): Promise<number> {
  const [address = '', query = ''] = target.split('?');
  const cookie = await cookieOf(who);
  const params = isParametric(address) ? await sampleOf(method, address, query) : {};
  const path = address.replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? 'x');
  const request = new Request(`http://studio.lan${path}${query && `?${query}`}`, {
    method,
    headers: { host: 'studio.lan', origin: 'http://studio.lan', ...(cookie ? { cookie } : {}) },
    body: ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) ? '{' : null,
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  await response.body?.cancel();
  // The queue is left empty for the next one.
  await databasePool().query(
    `UPDATE job SET state = 'canceled', finished_at = now() WHERE state IN ('queued', 'running')`,
  );
  return response.status;
}

/** What the table says: refused with this status, or `through`. */
function expected(who: Who, method: string, { gate, objects }: Access): number | 'through' {
  if (gate === 'public') return 'through';
  if (who === 'anonymous' || who === 'disabled') return 401;
  if (gate === 'signed-in') return 'through';
  if (refusalOf(caller(who), gate, method)) return 403;
  if (objects === 'led' && who === 'lead elsewhere') return 404;
  if (objects === 'own' && who !== 'owner' && who !== 'viewing') return 404;
  return 'through';
}

test('every route and every page is in the table, and nothing else', async () => {
  const found = new Set<string>();
  for (const file of filesOf('page.tsx')) found.add(`PAGE ${addressOf(file)}`);
  for (const file of filesOf('route.ts')) {
    const module = await load(file);
    const catchAll = file.includes('[...path]');
    for (const method of METHODS) {
      if (!module[method]) continue;
      const key = `${method} ${addressOf(file)}`;
      // Methods a route of the WebUI API does not have answer 405 to everybody; the catch-all answers 404 to all.
      const closed = /app\/(?:sdapi\/v1|internal)\//.test(file) && !ROUTES[key];
      if (catchAll && method !== 'GET') continue;
      if (closed) expect(await statusFor('anonymous', method, addressOf(file), module[method])).toBe(405);
      else found.add(key);
    }
  }
  const listed = Object.keys(ROUTES).map((key) => key.replace(/\?.*/, ''));
  expect([...found].sort()).toEqual([...new Set(listed)].sort());
});

const routes = Object.entries(ROUTES).filter(
  ([key]) => !key.startsWith('PAGE ') && !key.includes('nextauth'),
);

describe.each(routes)('%s', (key, access) => {
  const [method = '', target = ''] = key.split(' ');

  test.each(WHO)('%s', async (who) => {
    const file = filesOf('route.ts').find((path) => addressOf(path) === target.replace(/\?.*/, ''));
    const module = await load(file!);
    const status = await statusFor(who, method, target, module[method]);
    const wanted = expected(who, method, access);
    if (wanted !== 'through') expect(status).toBe(wanted);
    else {
      expect([401, 403]).not.toContain(status);
      // 501: what is not offered to anybody.
      if (status !== 501) expect(status).toBeLessThan(500);
      // What is there and theirs is found.
      if (method === 'GET' && access.objects !== 'none') expect(status, key).toBe(200);
      if (method === 'DELETE' && access.objects === 'led') expect(status, key).toBe(200);
    }
  });
});
