import { expect, test } from 'vitest';
import { COMMAND_LINE, recordAct } from '@/lib/audit/record-act';
import type { Caller } from '@/lib/auth/caller';
import { addUser } from '@/lib/auth/users';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { settleJob } from '@/lib/jobs/settle';
import { aRunningJob } from '@/lib/jobs/testing';
import { findPerson } from '@/lib/people/list-people';
import { addTeamMember, removeTeamMember, setTeamMember } from './change-members';
import { archiveTeam, changeTeam, createTeam, restoreTeam } from './change-team';
import { followTeams, teamNamesOf } from './follow-teams';
import { findTeam, listTeams } from './list-teams';

useTestDatabase();

const caller = (changes: Partial<Caller>): Caller => ({
  id: '',
  name: '',
  role: 'member',
  leads: [],
  by: 'session',
  sessionId: null,
  scopes: [],
  viewedBy: null,
  ...changes,
});
const admin = caller({ role: 'admin' });

test('names that differ by case or Unicode form are one team', async () => {
  const id = await createTeam(COMMAND_LINE, { name: 'Café  Film', costCentre: ' K-1 ' });
  expect(await findTeam(admin, id)).toMatchObject({
    team: { name: 'Café Film', costCentre: 'K-1', members: 0 },
  });
  await expect(createTeam(COMMAND_LINE, { name: 'CAFE\u0301 film' })).rejects.toMatchObject({
    status: 409,
    code: 'team_exists',
  });
  const other = await createTeam(COMMAND_LINE, { name: 'Other' });
  await expect(changeTeam(COMMAND_LINE, other, 0, { name: 'ｃａｆé film' })).rejects.toMatchObject({
    code: 'team_exists',
  });
  // Its own name in another case is no clash.
  await changeTeam(COMMAND_LINE, other, 0, { name: 'OTHER' });
  await expect(changeTeam(COMMAND_LINE, other, 0, { costCentre: 'x' })).rejects.toMatchObject({
    code: 'changed_meanwhile',
  });
});

test('a lead sees their team and no other', async () => {
  const [mine, other] = [
    await createTeam(COMMAND_LINE, { name: 'Mine' }),
    await createTeam(COMMAND_LINE, { name: 'Not mine' }),
  ];
  const lead = caller({ leads: [mine] });
  expect((await listTeams(lead, {})).map(({ name }) => name)).toEqual(['Mine']);
  await expect(findTeam(lead, other)).rejects.toMatchObject({ status: 404 });
  expect(await listTeams(caller({}), {})).toEqual([]);
  expect((await listTeams(caller({ role: 'auditor' }), { search: 'ＭＩＮＥ' })).length).toBe(2);
});

test('moving a person rewrites no bill', async () => {
  const { id } = await addUser({ name: 'mover', role: 'member' });
  const [first, second] = [
    await createTeam(COMMAND_LINE, { name: 'First', costCentre: 'A' }),
    await createTeam(COMMAND_LINE, { name: 'Second', costCentre: 'B' }),
  ];
  await setTeamMember(COMMAND_LINE, first, id, true);
  const { view, claimed } = await aRunningJob(id);
  await removeTeamMember(COMMAND_LINE, first, id);
  await setTeamMember(COMMAND_LINE, second, id, false);
  await settleJob(claimed, { deviceMs: 5, interrupted: false, placePictures: async () => [] });
  const { rows } = await databasePool().query(
    'SELECT team_id, cost_centre FROM ledger_entry WHERE job_id = $1',
    [view.id],
  );
  expect(rows).toEqual([{ team_id: first, cost_centre: 'A' }]);
  expect(await findPerson(id)).toMatchObject({ billedTo: { id: second } });
});

test('an archived team bills nobody, takes nobody, and comes back', async () => {
  const { id } = await addUser({ name: 'archivist', role: 'member' });
  const team = await createTeam(COMMAND_LINE, { name: 'Past' });
  await setTeamMember(COMMAND_LINE, team, id, true);
  await archiveTeam(COMMAND_LINE, team);
  expect(await findPerson(id)).toMatchObject({ billedTo: null, teams: [] });
  await expect(setTeamMember(COMMAND_LINE, team, id, false)).rejects.toMatchObject({ code: 'team_archived' });
  expect((await listTeams(admin, { archived: true })).map(({ name }) => name)).toContain('Past');
  await restoreTeam(COMMAND_LINE, team);
  expect(await findPerson(id)).toMatchObject({ teams: [{ id: team, isLead: true }] });
  await expect(removeTeamMember(COMMAND_LINE, team, team)).rejects.toMatchObject({ status: 404 });
});

test('teams follow a claim: named ones are joined, others left, unknown ones not made', async () => {
  const person = await addUser({ name: 'claimed', role: 'member' });
  const [kept, left, joined] = [
    await createTeam(COMMAND_LINE, { name: 'Kept' }),
    await createTeam(COMMAND_LINE, { name: 'Left' }),
    await createTeam(COMMAND_LINE, { name: 'Joined' }),
  ];
  await setTeamMember(COMMAND_LINE, kept, person.id, true);
  await setTeamMember(COMMAND_LINE, left, person.id, false);
  const names = teamNamesOf(['/studio/KEPT', 'joined', 'unknown', 7, '']);
  await inTransaction((client) => followTeams(client, COMMAND_LINE, person, names));
  expect((await findPerson(person.id)).teams).toEqual([
    { id: joined, name: 'Joined', isLead: false },
    { id: kept, name: 'Kept', isLead: true },
  ]);
  expect(teamNamesOf('A, b')).toEqual(['A', 'b']);
  expect(teamNamesOf(undefined)).toEqual([]);
  await inTransaction((client) =>
    recordAct(client, {
      action: 'team.changed',
      actor: COMMAND_LINE,
      target: { kind: 'team', id: kept, name: 'Kept' },
    }),
  );
});

test('members are added by name, once, and a lead takes out members only', async () => {
  const team = await createTeam(COMMAND_LINE, { name: 'By name' });
  const [lead, member] = [
    await addUser({ name: 'head', role: 'member', password: 'a good password' }),
    await addUser({ name: 'hand', role: 'member', password: 'a good password' }),
  ];
  await setTeamMember(COMMAND_LINE, team, lead.id, true);
  await addTeamMember(COMMAND_LINE, team, ' Hand ');
  await expect(addTeamMember(COMMAND_LINE, team, 'hand')).rejects.toMatchObject({ code: 'is_member' });
  // A lead stays one.
  await expect(addTeamMember(COMMAND_LINE, team, 'head')).rejects.toMatchObject({ code: 'is_member' });
  for (const nobody of ['nobody', '', 'a\0b'])
    await expect(addTeamMember(COMMAND_LINE, team, nobody)).rejects.toMatchObject({ status: 404 });
  expect((await findTeam(admin, team)).members.map(({ name, isLead }) => [name, isLead])).toEqual([
    ['hand', false],
    ['head', true],
  ]);
  const leadsStay = true;
  await expect(removeTeamMember(COMMAND_LINE, team, lead.id, { leadsStay })).rejects.toMatchObject({
    status: 403,
  });
  await removeTeamMember(COMMAND_LINE, team, member.id, { leadsStay });
  expect((await findTeam(admin, team)).members.map(({ name }) => name)).toEqual(['head']);
});
