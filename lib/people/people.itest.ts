import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { listAuditEntries } from '@/lib/audit/list-entries';
import { COMMAND_LINE } from '@/lib/audit/record-act';
import { verifyAuditLog } from '@/lib/audit/verify';
import { callerOfCookies } from '@/lib/auth/session';
import { sessionCookie } from '@/lib/auth/testing';
import { callerOfToken, createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { listTrash, openTree, restoreEntries, storageOf, trashEntries } from '@/lib/files';
import { createUpload } from '@/lib/files/uploads/create-upload';
import { settleJob } from '@/lib/jobs/settle';
import { submitJob } from '@/lib/jobs/submit';
import { aRequest, aRunningJob, ledgerOf } from '@/lib/jobs/testing';
import { setTeamMember } from '@/lib/teams/change-members';
import { createTeam } from '@/lib/teams/change-team';
import { changePerson } from './change-person';
import { deletePerson } from './delete-person';
import { disablePerson, enablePerson } from './disable-person';
import { handOverFiles } from './hand-over-files';
import { findPerson, listPeople } from './list-people';
import { endViewAs, listVisits, startViewAs } from './view-as';

useTestDatabase();
const dataDir = useTestDataDir();

const PASSWORD = 'a good password';
const person = (name: string, role: 'member' | 'admin' = 'member') =>
  addUser({ name, role, password: PASSWORD });
const name = (prefix: string) => `${prefix}-${randomUUID().slice(0, 6)}`;
const callerOf = async (id: string) => {
  const [, value = ''] = (await sessionCookie(id)).split(/=(.*)/s);
  return (await callerOfCookies((cookie) => (cookie === 'next-auth.session-token' ? value : undefined)))!;
};

test('the last admin can be neither demoted, disabled nor deleted, whichever two try at once', async () => {
  const a = await person(name('admin'), 'admin');
  const lastAdmin = { status: 409, code: 'last_admin' };
  await expect(disablePerson(COMMAND_LINE, a.id)).rejects.toMatchObject(lastAdmin);
  await expect(changePerson(COMMAND_LINE, a.id, 0, { role: 'auditor' })).rejects.toMatchObject(lastAdmin);
  await expect(deletePerson({ id: randomUUID() }, COMMAND_LINE, a.id)).rejects.toMatchObject(lastAdmin);
  const b = await person(name('admin'), 'admin');
  // One who never set a password can't administer anything.
  await addUser({ name: name('admin'), role: 'admin' });
  const both = await Promise.allSettled([
    changePerson(COMMAND_LINE, a.id, 0, { role: 'member' }),
    disablePerson(COMMAND_LINE, b.id),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await enablePerson(COMMAND_LINE, b.id);
  const { version, role } = await findPerson(a.id);
  if (role !== 'admin') await changePerson(COMMAND_LINE, a.id, version, { role: 'admin' });
});

test('two admins who change the same person: the second is told, and nothing of theirs is written', async () => {
  const { id } = await person(name('ann'));
  const both = await Promise.allSettled([
    changePerson(COMMAND_LINE, id, 0, { displayName: 'Ann One' }),
    changePerson(COMMAND_LINE, id, 0, { displayName: 'Ann Two' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(refused.reason).toMatchObject({ status: 409, code: 'changed_meanwhile' });
  const { displayName, version } = await findPerson(id);
  expect(version).toBe(1);
  const [entry] = await listAuditEntries(
    { action: 'person.changed', search: (await findPerson(id)).name },
    1,
  );
  expect(entry).toMatchObject({ before: { displayName: null }, after: { displayName } });
});

test('an e-mail address belongs to one person, in any case; a bill to a team one belongs to', async () => {
  const [a, b] = [await person(name('mail')), await person(name('mail'))];
  await changePerson(COMMAND_LINE, a.id, 0, { email: ' Mail@Studio.example ' });
  await expect(changePerson(COMMAND_LINE, b.id, 0, { email: 'MAIL@studio.EXAMPLE' })).rejects.toMatchObject({
    code: 'email_taken',
  });
  const team = await createTeam(COMMAND_LINE, { name: name('team') });
  await expect(changePerson(COMMAND_LINE, b.id, 0, { teamId: team })).rejects.toMatchObject({
    code: 'not_in_team',
  });
  await setTeamMember(COMMAND_LINE, team, b.id, false);
  expect(await findPerson(b.id)).toMatchObject({
    billedTo: { id: team },
    teams: [{ id: team, isLead: false }],
  });
});

test('a disabled person comes back without their old sessions', async () => {
  const { id } = await person(name('gone'));
  const cookie = await sessionCookie(id);
  const caller = () =>
    callerOfCookies((key) => (cookie.startsWith(`${key}=`) ? cookie.slice(key.length + 1) : undefined));
  expect(await caller()).toMatchObject({ id });
  await disablePerson(COMMAND_LINE, id);
  await enablePerson(COMMAND_LINE, id);
  expect(await caller()).toBeNull();
  expect(await findPerson(id)).toMatchObject({ disabledAt: null });
});

test('a person deleted with running jobs: bill and audit stay, the files go to the admin, the name is free', async () => {
  const admin = await person(name('boss'), 'admin');
  const { id, name: leaving } = await person(name('leaving'));
  const team = await createTeam(COMMAND_LINE, { name: name('Film'), costCentre: 'K-7' });
  await setTeamMember(COMMAND_LINE, team, id, false);
  const { secret } = await createToken({ userName: leaving, name: 'ci' });
  const { view, claimed } = await aRunningJob(id);
  const queued = await submitJob({ userId: id, request: aRequest() });

  await deletePerson(admin, COMMAND_LINE, id);
  expect(await callerOfToken(secret)).toBeNull();
  const state = async (job: string) =>
    (await databasePool().query(`SELECT state, interrupt_at FROM job WHERE id = $1`, [job])).rows[0];
  expect(await state(queued.id)).toMatchObject({ state: 'canceled' });
  expect(await state(view.id)).toMatchObject({ state: 'running', interrupt_at: expect.any(Date) });
  // A worker still writes into their folder, so nothing moves and nobody else gets the name.
  await handOverFiles();
  await expect(person(leaving)).rejects.toMatchObject({ code: 'user_exists' });
  await expect(findPerson(id)).rejects.toMatchObject({ status: 404 });

  const path = `users/${leaving}/outputs/txt2img-images/2026-11-22/00000-7.png`;
  await mkdir(dirname(join(dataDir.path, path)), { recursive: true });
  await writeFile(join(dataDir.path, path), 'a picture');
  const picture = {
    index: 0,
    path,
    saved: true,
    complete: false,
    width: 8,
    height: 8,
    seed: 7,
    infotext: 'a',
  };
  await settleJob(claimed, { deviceMs: 12.5, interrupted: true, placePictures: async () => [picture] });
  await handOverFiles();
  await handOverFiles();

  expect(await ledgerOf(view.id)).toHaveLength(1);
  const { rows } = await databasePool().query(
    `SELECT p.user_id, p.path, l.user_id AS billed, l.team_id, l.cost_centre, u.name
     FROM picture p JOIN ledger_entry l ON l.job_id = p.job_id JOIN user_account u ON u.id = l.user_id
     WHERE p.job_id = $1`,
    [view.id],
  );
  expect(rows[0]).toMatchObject({ user_id: admin.id, billed: id, team_id: team, cost_centre: 'K-7' });
  expect(rows[0].path).toMatch(
    new RegExp(`^users/${admin.name}/handed-over/${leaving}-[0-9a-f]{8}/outputs/`),
  );
  expect(await readFile(join(dataDir.path, rows[0].path), 'utf8')).toBe('a picture');
  expect(existsSync(join(dataDir.path, 'users', leaving))).toBe(false);
  expect(rows[0].name).toMatch(new RegExp(`^${leaving}~`));
  expect(await person(leaving)).toMatchObject({ name: leaving });
  const entries = await listAuditEntries({ search: leaving }, 10);
  expect(entries.map(({ action }) => action)).toContain('person.deleted');
  expect(entries.filter(({ action }) => action === 'person.files_moved')).toHaveLength(1);
  expect(await verifyAuditLog()).toMatchObject({ broken: null });
});

test('what a deleted person threw away can be brought back by the admin, and counts for them at once', async () => {
  const admin = await person(name('boss'), 'admin');
  const { id, name: leaving } = await person(name('leaving'));
  const theirs = await openTree('own', { id, name: leaving });
  for (const file of ['thrown', 'kept']) {
    await writeFile(join(dataDir.path, 'users', leaving, 'inputs', file), file);
  }
  await trashEntries(theirs, ['inputs/thrown']);
  await createUpload(theirs, { path: 'inputs/half', size: 9, modifiedAt: null, ifTaken: 'refuse' });
  const own = await openTree('own', admin);
  expect(await storageOf(admin)).toMatchObject({ used: 0 });

  await deletePerson(admin, COMMAND_LINE, id);
  expect(await storageOf(admin)).toMatchObject({ used: 10, trashed: 6 });
  const folder = `handed-over/${leaving}-${id.slice(-8)}`;
  const [item] = await listTrash(own);
  expect(item).toMatchObject({ originalPath: `${folder}/inputs/thrown`, bytes: 6 });
  expect(await restoreEntries(own, { ids: [item!.id] })).toEqual([`${folder}/inputs/thrown`]);
  const handedOver = join(dataDir.path, 'users', admin.name, folder);
  expect(await readFile(join(handedOver, 'inputs', 'thrown'), 'utf8')).toBe('thrown');
  expect((await readdir(handedOver)).filter((entry) => entry.startsWith('.'))).toEqual([]);
  const { rows } = await databasePool().query('SELECT id FROM upload WHERE user_id = $1', [id]);
  expect(rows).toEqual([]);
});

test('files of somebody whose heir was deleted meanwhile go to who deleted the heir', async () => {
  const [boss, heir] = [await person(name('boss'), 'admin'), await person(name('heir'), 'admin')];
  const { id, name: leaving } = await person(name('leaving'));
  await mkdir(join(dataDir.path, 'users', leaving), { recursive: true });
  const { claimed } = await aRunningJob(id);
  await deletePerson(heir, COMMAND_LINE, id);
  await deletePerson(boss, COMMAND_LINE, heir.id);
  await settleJob(claimed, { deviceMs: 1, interrupted: true, placePictures: async () => [] });
  await handOverFiles();
  expect(
    existsSync(join(dataDir.path, 'users', boss.name, 'handed-over', `${leaving}-${id.slice(-8)}`)),
  ).toBe(true);
});

test('viewing as somebody reads as they would, is told to them, and ends', async () => {
  const admin = await callerOf((await person(name('boss'), 'admin')).id);
  const { id } = await person(name('seen'));
  const actor = { id: admin.id, name: admin.name, address: '192.0.2.1' };
  await startViewAs(admin, actor, id);
  const { rows } = await databasePool().query('SELECT view_as_id FROM auth_session WHERE id = $1', [
    admin.sessionId,
  ]);
  expect(rows[0].view_as_id).toBe(id);
  expect(await listVisits(id)).toMatchObject([{ admin: admin.name }]);
  await endViewAs({ ...admin, id, viewedBy: { id: admin.id, name: admin.name } }, '192.0.2.1');
  await expect(startViewAs(admin, actor, admin.id)).rejects.toMatchObject({ code: 'not_viewable' });
  await expect(startViewAs(admin, actor, 'nonsense')).rejects.toMatchObject({ status: 404 });
});

test('a thousand people: search, filters and paging, each page in time', async () => {
  await databasePool().query(
    `INSERT INTO user_account (id, name, display_name)
     SELECT gen_random_uuid(), 'crowd' || lpad(i::text, 4, '0'), 'Ćrowd ' || i FROM generate_series(1, 1000) i`,
  );
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const page: Awaited<ReturnType<typeof listPeople>> = await listPeople({ search: 'crowd', after }, 100);
    expect(page.total).toBe(1000);
    seen.push(...page.people.map((listed) => listed.name));
    if (!page.next) break;
    after = page.next;
  }
  expect(new Set(seen).size).toBe(1000);
  expect((await listPeople({ search: 'ćrowd 999' }, 10)).people).toMatchObject([{ name: 'crowd0999' }]);
  expect((await listPeople({ search: '%' }, 10)).total).toBe(0);
  expect((await listPeople({ role: 'admin', state: 'disabled', search: 'crowd' }, 10)).total).toBe(0);
});
