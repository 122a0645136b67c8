import { expect, test } from 'vitest';
import { signInProgram } from '@/lib/auth/sign-in';
import { addUser } from '@/lib/auth/users';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { archiveTeam, createTeam } from '@/lib/teams/change-team';
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  readInvitation,
  revokeInvitation,
} from './invitations';
import { findPerson, listPeople } from './list-people';

useTestDatabase();

const PASSWORD = 'a good password';
const ADDRESS = '192.0.2.1';
const GONE = { status: 410, code: 'invitation_refused' };

async function anActor() {
  const { people } = await listPeople({ search: 'inviter' }, 1);
  const { id, name } = people[0] ?? (await addUser({ name: 'inviter', role: 'admin', password: PASSWORD }));
  return { id, name, address: ADDRESS };
}

async function invite(changes = {}) {
  const offer = { role: 'member' as const, teamId: null, isLead: false, note: '', days: 7, ...changes };
  return (await createInvitation(await anActor(), offer)).replace('/join/', '');
}

test('an invitation makes one account, with its role and team', async () => {
  const teamId = await createTeam(await anActor(), { name: 'Invited' });
  const token = await invite({ role: 'auditor', teamId, isLead: true, note: 'for Ann' });
  expect(await readInvitation(token)).toEqual({ role: 'auditor', team: 'Invited' });
  await expect(acceptInvitation(token, { name: '../x', password: PASSWORD }, ADDRESS)).rejects.toMatchObject({
    status: 400,
  });
  await expect(acceptInvitation(token, { name: 'ann', password: 'short' }, ADDRESS)).rejects.toMatchObject({
    status: 400,
  });
  await expect(
    acceptInvitation(token, { name: 'INVITER', password: PASSWORD }, ADDRESS),
  ).rejects.toMatchObject({
    code: 'user_exists',
  });
  const both = await Promise.allSettled(
    ['ann', 'bob'].map((name) => acceptInvitation(token, { name, password: PASSWORD }, ADDRESS)),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(acceptInvitation(token, { name: 'carol', password: PASSWORD }, ADDRESS)).rejects.toMatchObject(
    GONE,
  );
  const name = both[0]?.status === 'fulfilled' ? 'ann' : 'bob';
  const { id } = await signInProgram({ name, password: PASSWORD }, ADDRESS);
  expect(await findPerson(id)).toMatchObject({ role: 'auditor', teams: [{ name: 'Invited', isLead: true }] });
  expect(await listInvitations()).toMatchObject([{ state: 'used', usedBy: name, note: 'for Ann' }]);
});

test('an invitation that is old, taken back or unknown is refused', async () => {
  const [old, taken] = [await invite({ note: 'old' }), await invite({ note: 'taken' })];
  await databasePool().query(`UPDATE invitation SET expires_at = now() WHERE note = 'old'`);
  const { id } = (await listInvitations()).find(({ note }) => note === 'taken')!;
  await revokeInvitation(await anActor(), id);
  for (const token of [old, taken, 'nonsense', 'a\0b']) {
    await expect(readInvitation(token)).rejects.toMatchObject(GONE);
    await expect(
      acceptInvitation(token, { name: 'late', password: PASSWORD }, ADDRESS),
    ).rejects.toMatchObject(GONE);
  }
  await expect(revokeInvitation(await anActor(), id)).rejects.toMatchObject({ status: 404 });
  await expect(revokeInvitation(await anActor(), 'nonsense')).rejects.toMatchObject({ status: 404 });
});

test('a team archived meanwhile is not joined, and can’t be invited to', async () => {
  const teamId = await createTeam(await anActor(), { name: 'Short-lived' });
  const token = await invite({ teamId });
  await archiveTeam(await anActor(), teamId);
  await expect(invite({ teamId })).rejects.toMatchObject({ status: 404 });
  await acceptInvitation(token, { name: 'loner', password: PASSWORD }, ADDRESS);
  const { id } = await signInProgram({ name: 'loner', password: PASSWORD }, ADDRESS);
  expect(await findPerson(id)).toMatchObject({ teams: [], billedTo: null });
});
