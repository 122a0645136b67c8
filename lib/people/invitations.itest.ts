import { expect, test } from 'vitest';
import { signInProgram } from '@/lib/auth/sign-in';
import { addUser } from '@/lib/auth/users';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { removeTeamMember, setTeamMember } from '@/lib/teams/change-members';
import { archiveTeam, createTeam } from '@/lib/teams/change-team';
import { acceptInvitation, readInvitation } from './accept-invitation';
import { disableUser } from './disable-person';
import { createInvitation, type Inviter, listInvitations, revokeInvitation } from './invitations';
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

const anAdmin = async (): Promise<Inviter> => ({ ...(await anActor()), role: 'admin', leads: [] });

async function invite(changes = {}, inviter?: Inviter) {
  const offer = { role: 'member' as const, teamId: null, isLead: false, note: '', days: 7, ...changes };
  return (await createInvitation(inviter ?? (await anAdmin()), ADDRESS, offer)).replace('/join/', '');
}

/** Somebody new who leads the team. */
async function aLead(name: string, teamId: string): Promise<Inviter> {
  const { id } = await addUser({ name, role: 'member', password: PASSWORD });
  await setTeamMember(await anActor(), teamId, id, true);
  return { id, name, role: 'member', leads: [teamId] };
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
  expect(await listInvitations(await anAdmin())).toMatchObject([
    { state: 'used', usedBy: name, note: 'for Ann' },
  ]);
});

test('an invitation that is old, taken back or unknown is refused', async () => {
  const [old, taken] = [await invite({ note: 'old' }), await invite({ note: 'taken' })];
  await databasePool().query(`UPDATE invitation SET expires_at = now() WHERE note = 'old'`);
  const { id } = (await listInvitations(await anAdmin())).find(({ note }) => note === 'taken')!;
  await revokeInvitation(await anAdmin(), ADDRESS, id);
  for (const token of [old, taken, 'nonsense', 'a\0b']) {
    await expect(readInvitation(token)).rejects.toMatchObject(GONE);
    await expect(
      acceptInvitation(token, { name: 'late', password: PASSWORD }, ADDRESS),
    ).rejects.toMatchObject(GONE);
  }
  await expect(revokeInvitation(await anAdmin(), ADDRESS, id)).rejects.toMatchObject({ status: 404 });
  await expect(revokeInvitation(await anAdmin(), ADDRESS, 'nonsense')).rejects.toMatchObject({ status: 404 });
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

test('a lead invites members into their own team, and to nothing else', async () => {
  const teamId = await createTeam(await anActor(), { name: 'Led' });
  const other = await createTeam(await anActor(), { name: 'Not led' });
  const lead = await aLead('leading', teamId);
  for (const offer of [
    { teamId: null },
    { teamId: other },
    { teamId, isLead: true },
    { teamId, role: 'auditor' },
    { teamId, role: 'admin' },
  ])
    await expect(invite(offer, lead)).rejects.toMatchObject({ status: 403 });
  // Also an auditor who leads a team, though they read all of them.
  await expect(invite({ teamId: other }, { ...lead, role: 'auditor' })).rejects.toMatchObject({
    status: 403,
  });
  const token = await invite({ teamId, note: 'for Mia' }, lead);
  await acceptInvitation(token, { name: 'mia', password: PASSWORD }, ADDRESS);
  const { id } = await signInProgram({ name: 'mia', password: PASSWORD }, ADDRESS);
  expect(await findPerson(id)).toMatchObject({
    role: 'member',
    teams: [{ name: 'Led', isLead: false }],
    billedTo: { name: 'Led' },
  });
});

test('a lead sees and takes back what leads into their team as a member, whoever made it', async () => {
  const teamId = await createTeam(await anActor(), { name: 'Seen' });
  const lead = await aLead('seeing', teamId);
  await invite({ teamId, note: 'from the admin' });
  await invite({ teamId, note: 'from the lead' }, lead);
  await invite({ teamId, isLead: true, note: 'to lead it' });
  await invite({ note: 'to no team' });
  const seen = await listInvitations(lead);
  expect(seen.map(({ note }) => note).sort()).toEqual(['from the admin', 'from the lead']);
  const all = await listInvitations(await anAdmin());
  for (const { id, note } of all.filter((one) => one.note.startsWith('to ')))
    await expect(revokeInvitation(lead, ADDRESS, id), note).rejects.toMatchObject({ status: 404 });
  for (const { id } of seen) await revokeInvitation(lead, ADDRESS, id);
  expect((await listInvitations(lead)).map(({ state }) => state)).toEqual(['revoked', 'revoked']);
});

test('a link lets nobody in once who made it could not make it any more', async () => {
  const teamId = await createTeam(await anActor(), { name: 'Changing' });
  const lead = await aLead('no-lead', teamId);
  const token = await invite({ teamId, note: 'outstanding' }, lead);
  expect(await readInvitation(token)).toMatchObject({ team: 'Changing' });
  await removeTeamMember(await anActor(), teamId, lead.id);
  await expect(readInvitation(token)).rejects.toMatchObject(GONE);
  await expect(acceptInvitation(token, { name: 'late', password: PASSWORD }, ADDRESS)).rejects.toMatchObject(
    GONE,
  );
  const { id, name } = await addUser({ name: 'second-admin', role: 'admin', password: PASSWORD });
  const theirs = await invite({ note: 'of the second' }, { id, name, role: 'admin', leads: [] });
  await disableUser('second-admin');
  await expect(acceptInvitation(theirs, { name: 'late', password: PASSWORD }, ADDRESS)).rejects.toMatchObject(
    GONE,
  );
  const states = (await listInvitations(await anAdmin())).map(({ note, state }) => [note, state]);
  expect(states).toContainEqual(['outstanding', 'revoked']);
  expect(states).toContainEqual(['of the second', 'revoked']);
});
