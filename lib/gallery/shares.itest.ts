import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { COMMAND_LINE } from '@/lib/audit/record-act';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { addPerson } from '@/lib/jobs/testing';
import { removeTeamMember, setTeamMember } from '@/lib/teams/change-members';
import { archiveTeam, createTeam } from '@/lib/teams/change-team';
import { ownerOfShared, readShare } from './read-share';
import { listShares, listShareTeams, makeShare, revokeShare } from './shares';

useTestDatabase();
useTestDataDir();

const sharer = (id: string) => ({ id, name: 'someone', address: '::1' });

/** Ann and Ben are in a team, Eve is not; Ann has two pictures. */
async function aTeamWithPictures() {
  const [ann, ben, eve] = await Promise.all([addPerson(), addPerson(), addPerson()]);
  const team = await createTeam(COMMAND_LINE, { name: randomUUID() });
  for (const id of [ann, ben]) await setTeamMember(COMMAND_LINE, team, id, false);
  const ids: string[] = [];
  for (const infotext of ['a red house', 'a blue cat']) {
    const id = randomUUID();
    await databasePool().query(
      `INSERT INTO picture (id, user_id, kind, index, path, width, height, seed, infotext)
       VALUES ($1, $2, 'extras', 0, 'users/x.png', 64, 32, 7, $3)`,
      [id, ann, infotext],
    );
    ids.push(id);
  }
  return { ann, ben, eve, team, ids };
}

const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ status: 404 });

test('the members of the team see the pictures behind a link, and nobody else does', async () => {
  const { ann, ben, eve, team, ids } = await aTeamWithPictures();
  expect((await listShareTeams(ann)).map(({ id }) => id)).toEqual([team]);
  expect(await listShareTeams(eve)).toEqual([]);
  const share = await makeShare(sharer(ann), { teamId: team, ids: [...ids].reverse() });
  for (const viewer of [ann, ben]) {
    const shown = await readShare(viewer, share);
    expect(shown.pictures.map(({ id, infotext }) => [id, infotext])).toEqual([
      [ids[1], 'a blue cat'],
      [ids[0], 'a red house'],
    ]);
    expect(await ownerOfShared(viewer, share, ids[0]!)).toBe(ann);
  }
  await refused(readShare(eve, share));
  await refused(ownerOfShared(eve, share, ids[0]!));
  await refused(readShare(ben, randomUUID()));
  await refused(readShare(ben, 'nonsense'));
  await refused(ownerOfShared(ben, share, randomUUID()));
});

test('leaving the team, an archived team and a link that is taken back end it at once', async () => {
  const { ann, ben, team, ids } = await aTeamWithPictures();
  const share = await makeShare(sharer(ann), { teamId: team, ids });
  await removeTeamMember(COMMAND_LINE, team, ben);
  await refused(readShare(ben, share));
  await setTeamMember(COMMAND_LINE, team, ben, false);
  expect((await readShare(ben, share)).pictures).toHaveLength(2);

  await refused(revokeShare(sharer(ben), share));
  await revokeShare(sharer(ann), share);
  await refused(readShare(ben, share));
  await refused(readShare(ann, share));
  await refused(ownerOfShared(ben, share, ids[0]!));
  await refused(revokeShare(sharer(ann), share));
  expect(await listShares(ann)).toEqual([]);

  const another = await makeShare(sharer(ann), { teamId: team, ids });
  await archiveTeam(COMMAND_LINE, team);
  await refused(readShare(ben, another));
});

test('a picture in the trash is shown no longer, and again when it is back; the link stays', async () => {
  const { ann, ben, team, ids } = await aTeamWithPictures();
  const share = await makeShare(sharer(ann), { teamId: team, ids });
  const trash = (at: string) =>
    databasePool().query(`UPDATE picture SET deleted_at = ${at} WHERE id = $1`, [ids[0]]);
  await trash('now()');
  expect((await readShare(ben, share)).pictures.map(({ id }) => id)).toEqual([ids[1]]);
  await refused(ownerOfShared(ben, share, ids[0]!));
  expect(await listShares(ann)).toMatchObject([{ id: share, count: 1 }]);
  await trash('NULL');
  expect((await readShare(ben, share)).pictures).toHaveLength(2);
});

test('nobody shows what is not theirs, to a team they are not in, or nothing at all', async () => {
  const { ann, ben, eve, team, ids } = await aTeamWithPictures();
  await refused(makeShare(sharer(eve), { teamId: team, ids }));
  await refused(makeShare(sharer(ben), { teamId: team, ids }));
  await refused(makeShare(sharer(ann), { teamId: team, ids: [randomUUID()] }));
  expect(await listShares(ben)).toEqual([]);
});

test('showing and taking back stand in the audit log', async () => {
  const { ann, team, ids } = await aTeamWithPictures();
  const share = await makeShare(sharer(ann), { teamId: team, ids });
  await revokeShare(sharer(ann), share);
  const { rows } = await databasePool().query(
    `SELECT action, after FROM audit_entry WHERE target_id = $1 ORDER BY id`,
    [share],
  );
  expect(rows).toMatchObject([
    { action: 'pictures.shared', after: { pictures: 2 } },
    { action: 'pictures.unshared' },
  ]);
});
