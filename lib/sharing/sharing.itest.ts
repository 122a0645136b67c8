import { existsSync } from 'node:fs';
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { listAuditEntries } from '@/lib/audit/list-entries';
import { config } from '@/lib/config';
import { ownRoot, sharedRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { moveEntries, openTree, storageOf, trashEntries } from '@/lib/files';
import { recountStorage } from '@/lib/files/storage';
import { submitJob } from '@/lib/jobs/submit';
import { aRequest, emptyQueue } from '@/lib/jobs/testing';
import { deletePerson } from '@/lib/people/delete-person';
import { archiveTeam, restoreTeam } from '@/lib/teams/change-team';
import type { Access } from './access';
import { approveProposal, declineProposal } from './decide-proposal';
import { listOpenProposals } from './list-proposals';
import { findSharedModel, listSharedModels } from './list-shared';
import { findProposal, proposeModel, withdrawProposal } from './proposals';
import { type Admin, type Publication, publishModel, unshareModel } from './publish';
import { setAccess } from './set-access';
import { aModel, aPerson, aTeam, seenBy } from './testing';

useTestDatabase();
useTestDataDir();

let admin: Admin;
let ann: Admin;
let bob: Admin;
let annsTeam = '';
beforeEach(async () => {
  await databasePool().query('DELETE FROM model');
  await rm(sharedRoot('lora'), { recursive: true, force: true });
  [admin, ann, bob] = [await aPerson('admin'), await aPerson('ann'), await aPerson('bob')];
  await databasePool().query(`UPDATE user_account SET role = 'admin', password_hash = 'x' WHERE id = $1`, [
    admin.id,
  ]);
  await openTree('shared', admin);
  annsTeam = await aTeam(ann);
});

const ALL: Access = { access: 'all', teams: [] };
const USUAL: Access = { access: 'usual', teams: [] };
const move = (changes: Partial<Publication> = {}): Publication => ({
  mode: 'move',
  access: 'all',
  teams: [],
  ...changes,
});
const forTeams = (...teams: string[]) => ({ access: 'teams' as const, teams });
const propose = (who: Admin, model: string, note = '') =>
  proposeModel({ id: who.id, actor: who }, model, note);
const inShared = (name: string) => join(sharedRoot('lora'), name);
const inOwn = (who: Admin, name: string) => join(ownRoot('lora', who.name), name);
const versionOf = async (id: string) => (await findSharedModel(id)).model.version;
const lastAct = async () => (await listAuditEntries({}, 1))[0]!;
const sees = async (id: string) => [
  (await seenBy(ann)).includes(id),
  (await seenBy(bob)).includes(id),
  (await seenBy(admin)).includes(id),
];

describe('who sees a shared model', () => {
  test('after each change of access, with and without the flag that shares the folder', async () => {
    const id = await aModel(null, 'ink.safetensors');
    const set = async (access: Parameters<typeof setAccess>[3]) =>
      setAccess(admin, id, await versionOf(id), access);
    // ann, bob, admin. No flag shares the folder of LoRAs.
    expect(await sees(id)).toEqual([false, false, false]);
    await set(ALL);
    expect(await sees(id)).toEqual([true, true, true]);
    await set(forTeams(annsTeam));
    expect(await sees(id)).toEqual([true, false, false]);
    const before = process.env.ATELIER_CONFIG;
    process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), loraDir: sharedRoot('lora') });
    expect(await sees(id)).toEqual([true, false, false]);
    await set(USUAL);
    expect(await sees(id)).toEqual([true, true, true]);
    process.env.ATELIER_CONFIG = before;
    expect(await sees(id)).toEqual([false, false, false]);
  });

  test('an archived team’s rule stays and lets nobody in; one that is left neither', async () => {
    const id = await aModel(null, 'ink.safetensors');
    await setAccess(admin, id, 0, forTeams(annsTeam));
    await archiveTeam(admin, annsTeam);
    expect(await sees(id)).toEqual([false, false, false]);
    expect((await findSharedModel(id)).model).toMatchObject({ access: 'teams', teams: [{ archived: true }] });
    const other = await aTeam(bob);
    // What is archived can stay with others, and can’t be added anew.
    await setAccess(admin, id, 1, forTeams(annsTeam, other));
    expect(await sees(id)).toEqual([false, true, false]);
    const second = await aModel(null, 'oil.safetensors');
    await expect(setAccess(admin, second, 0, forTeams(annsTeam))).rejects.toMatchObject({
      code: 'team_archived',
      status: 409,
    });
    expect(await sees(second)).toEqual([false, false, false]);
    await restoreTeam(admin, annsTeam);
    expect(await sees(id)).toEqual([true, true, false]);
    await databasePool().query('DELETE FROM team_member WHERE user_id = $1', [ann.id]);
    expect(await sees(id)).toEqual([false, true, false]);
  });

  test('no teams, teams that are not there and models of somebody’s own are refused', async () => {
    const id = await aModel(null, 'ink.safetensors');
    await expect(setAccess(admin, id, 0, forTeams())).rejects.toMatchObject({ code: 'no_team' });
    await expect(setAccess(admin, id, 0, forTeams(annsTeam, ann.id))).rejects.toMatchObject({
      code: 'team_not_found',
    });
    const anns = await aModel(ann, 'hers.safetensors');
    for (const own of [anns, 'no-id'])
      await expect(setAccess(admin, own, 0, ALL)).rejects.toMatchObject({ code: 'model_not_found' });
    expect(await versionOf(id)).toBe(0);
  });

  test('of two changes made on the same version the second is refused; the log has what was and is', async () => {
    const id = await aModel(null, 'ink.safetensors');
    const outcomes = await Promise.allSettled([
      setAccess(admin, id, 0, ALL),
      setAccess(ann, id, 0, forTeams(annsTeam)),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'changed_meanwhile' },
    });
    await setAccess(admin, id, 1, USUAL);
    await setAccess(admin, id, 2, USUAL);
    expect(await versionOf(id)).toBe(2);
    expect(await lastAct()).toMatchObject({
      action: 'model.access_changed',
      target: 'ink',
      after: { access: 'usual', teams: [] },
    });
  });
});

test('jobs that mean a model are counted, but not those whose owner has one of that name', async () => {
  const id = await aModel(null, 'ink.safetensors');
  const checkpoint = await aModel(null, 'base.safetensors', { kind: 'checkpoint' });
  const jobs = async (model: string) => (await findSharedModel(model)).jobs;
  const submit = (who: Admin, changes: Parameters<typeof aRequest>[0]) =>
    submitJob({ userId: who.id, request: aRequest(changes) });
  await submit(ann, { prompt: 'a barn <lora:INK:0.5>' });
  await submit(bob, {
    prompt: 'a barn <lora:ink:1>',
    checkpoint: { id: checkpoint, name: 'base', hash: null },
  });
  await submit(bob, { prompt: 'a barn <lora:ink2:1> ink' });
  expect([await jobs(id), await jobs(checkpoint)]).toEqual([2, 1]);
  await aModel(bob, 'Ink.safetensors');
  expect(await jobs(id)).toBe(1);
  await emptyQueue();
  expect([await jobs(id), await jobs(checkpoint)]).toEqual([0, 0]);
});

describe('sharing what is one’s own', () => {
  test('moved, it keeps its row and takes along what lies beside it; storage follows', async () => {
    const id = await aModel(admin, 'sub/ink.safetensors');
    await writeFile(inOwn(admin, 'sub/ink.preview.png'), 'a picture');
    await writeFile(inOwn(admin, 'sub/ink.json'), '{}');
    await writeFile(inOwn(admin, 'sub/inkling.json'), '{}');
    await databasePool().query(
      `UPDATE model SET notes = 'mine', preview_path = 'sub/ink.preview.png' WHERE id = $1`,
      [id],
    );
    const before = await recountStorage(admin);
    expect(
      await publishModel(
        admin,
        id,
        move({ name: 'Indian ink', ...forTeams(annsTeam), leavesOwnerOut: true }),
      ),
    ).toBe(id);
    for (const name of ['Indian ink.safetensors', 'Indian ink.preview.png', 'Indian ink.json'])
      expect(existsSync(inShared(name)), name).toBe(true);
    expect(existsSync(inOwn(admin, 'sub/ink.safetensors'))).toBe(false);
    expect(existsSync(inOwn(admin, 'sub/inkling.json'))).toBe(true);
    expect(await sees(id)).toEqual([true, false, false]);
    const { rows } = await databasePool().query('SELECT path, name, notes, preview_path FROM model');
    expect(rows).toEqual([
      {
        path: 'Indian ink.safetensors',
        name: 'Indian ink',
        notes: 'mine',
        preview_path: 'Indian ink.preview.png',
      },
    ]);
    const gone = 'sub/ink.safetensors'.length + 'a picture'.length + 2;
    expect((await storageOf(admin)).used).toBe(before - gone);
    expect(await lastAct()).toMatchObject({
      action: 'model.published',
      after: { mode: 'move', access: 'teams' },
    });
  });

  test('copied, both are there, each with its own row', async () => {
    const id = await aModel(admin, 'ink.safetensors');
    const copy = await publishModel(admin, id, move({ mode: 'copy' }));
    expect(copy).not.toBe(id);
    expect(await sees(copy)).toEqual([true, true, true]);
    expect(await readFile(inShared('ink.safetensors'), 'utf8')).toBe('ink.safetensors');
    expect(existsSync(inOwn(admin, 'ink.safetensors'))).toBe(true);
    const { rows } = await databasePool().query('SELECT size, modified_at FROM model ORDER BY created_at');
    expect(rows[0].size).toBe(rows[1].size);
  });

  test.each(['INK.safetensors', 'ink.preview.png'])(
    '%s in the shared folder is in the way, whatever its case',
    async (name) => {
      const id = await aModel(admin, 'ink.safetensors');
      await writeFile(inOwn(admin, 'ink.preview.png'), 'a picture');
      await writeFile(inShared(name), 'there');
      await expect(publishModel(admin, id, move())).rejects.toMatchObject({
        code: 'name_taken',
        status: 409,
      });
      expect(await sees(id)).toEqual([false, false, true]);
      expect(existsSync(inOwn(admin, 'ink.safetensors'))).toBe(true);
      expect(await databasePool().query('SELECT id FROM model')).toMatchObject({ rowCount: 1 });
      await publishModel(admin, id, move({ name: 'other' }));
      expect(existsSync(inShared('other.preview.png'))).toBe(true);
    },
  );

  test('names are the same however their accents are written, and in whatever folder the other lies', async () => {
    await aModel(null, 'deep/e\u0301te\u0301.safetensors');
    const id = await aModel(admin, 'x.safetensors');
    await expect(publishModel(admin, id, move({ name: '\u00c9t\u00e9' }))).rejects.toMatchObject({
      code: 'name_taken',
    });
  });

  test.each(['../out', 'a/b', '.hidden', '', 'con', 'x\0y', '..'])('%j is no name', async (name) => {
    const id = await aModel(admin, 'ink.safetensors');
    await expect(publishModel(admin, id, move({ name }))).rejects.toMatchObject({ status: 400 });
    expect(existsSync(inOwn(admin, 'ink.safetensors'))).toBe(true);
  });

  test('other people’s, refused ones, and links are not shared', async () => {
    const anns = await aModel(ann, 'hers.safetensors');
    await expect(publishModel(admin, anns, move())).rejects.toMatchObject({ code: 'model_not_found' });
    const broken = await aModel(admin, 'broken.safetensors');
    await databasePool().query(`UPDATE model SET problem = 'Cut off.' WHERE id = $1`, [broken]);
    await expect(publishModel(admin, broken, move())).rejects.toMatchObject({ code: 'model_unusable' });
    const link = await aModel(admin, 'link.safetensors');
    await rm(inOwn(admin, 'link.safetensors'));
    await symlink(inOwn(ann, 'hers.safetensors'), inOwn(admin, 'link.safetensors'));
    await expect(publishModel(admin, link, move())).rejects.toMatchObject({ code: 'bad_path' });
    await rm(inOwn(admin, 'link.safetensors'));
    await symlink('broken.safetensors', inOwn(admin, 'link.safetensors'));
    await expect(publishModel(admin, link, move())).rejects.toMatchObject({ code: 'is_link' });
  });

  test('taken back it is the admin’s own again, for nobody else, if there is room', async () => {
    const id = await aModel(null, 'ink.safetensors');
    await setAccess(admin, id, 0, forTeams(annsTeam));
    await recountStorage(admin);
    await databasePool().query('UPDATE user_account SET quota_bytes = 3 WHERE id = $1', [admin.id]);
    await expect(unshareModel(admin, id, { version: 1 })).rejects.toMatchObject({ code: 'quota_reached' });
    await expect(unshareModel(admin, id, { version: 0 })).rejects.toMatchObject({
      code: 'changed_meanwhile',
    });
    expect(await sees(id)).toEqual([true, false, false]);
    await databasePool().query('UPDATE user_account SET quota_bytes = NULL WHERE id = $1', [admin.id]);
    await unshareModel(admin, id, { version: 1 });
    expect(await sees(id)).toEqual([false, false, true]);
    expect((await storageOf(admin)).used).toBeGreaterThanOrEqual('ink.safetensors'.length);
    expect(await lastAct()).toMatchObject({ action: 'model.unshared' });
  });
});

describe('proposals', () => {
  test('a member proposes, an admin approves for a team, the member reads the answer', async () => {
    const id = await aModel(ann, 'ink.safetensors');
    await propose(ann, id, 'for posters');
    await expect(propose(ann, id)).rejects.toMatchObject({ code: 'already_proposed', status: 409 });
    const [open] = await listOpenProposals();
    expect(open).toMatchObject({ note: 'for posters', obstacle: null, model: { id, name: 'ink' } });
    expect(open!.proposer).toMatchObject({ id: ann.id, teams: [annsTeam] });
    expect(await approveProposal(admin, open!.id, { ...move(forTeams(annsTeam)), answer: 'Thank you' })).toBe(
      id,
    );
    expect(await sees(id)).toEqual([true, false, false]);
    expect(await findProposal(ann.id, id)).toMatchObject({ state: 'approved', answer: 'Thank you' });
    expect(await listOpenProposals()).toEqual([]);
    expect(await lastAct()).toMatchObject({ action: 'proposal.approved', after: { from: ann.name } });
  });

  test('whoever gives it away does not lose it unless that is meant', async () => {
    const id = await aModel(ann, 'ink.safetensors');
    await propose(ann, id);
    const [open] = await listOpenProposals();
    const bobsTeam = await aTeam(bob);
    for (const access of [forTeams(bobsTeam), USUAL])
      await expect(approveProposal(admin, open!.id, { ...move(access), answer: '' })).rejects.toMatchObject({
        code: 'owner_left_out',
        status: 409,
      });
    await approveProposal(admin, open!.id, { ...move(forTeams(bobsTeam)), mode: 'copy', answer: '' });
    expect(await sees(id)).toEqual([true, false, false]);
    const { models } = await listSharedModels({}, 10);
    expect(await sees(models[0]!.id)).toEqual([false, true, false]);
  });

  test('declined with an answer, or taken back; then it can be proposed anew', async () => {
    const id = await aModel(ann, 'ink.safetensors');
    await propose(ann, id);
    await declineProposal(admin, (await listOpenProposals())[0]!.id, 'Too large');
    expect(await findProposal(ann.id, id)).toMatchObject({ state: 'declined', answer: 'Too large' });
    await propose(ann, id);
    await expect(withdrawProposal({ id: bob.id, actor: bob }, id)).rejects.toMatchObject({ status: 404 });
    const open = (await listOpenProposals())[0]!;
    await withdrawProposal({ id: ann.id, actor: ann }, id);
    await expect(approveProposal(admin, open.id, { ...move(), answer: '' })).rejects.toThrow(
      'taken this proposal back',
    );
    await expect(declineProposal(admin, open.id, '')).rejects.toMatchObject({ code: 'proposal_obstacle' });
    expect(await sees(id)).toEqual([true, false, false]);
  });

  test('nobody reads another’s proposal, nor proposes what is not theirs or can’t be used', async () => {
    const id = await aModel(ann, 'ink.safetensors');
    await propose(ann, id);
    await expect(findProposal(bob.id, id)).rejects.toMatchObject({ code: 'model_not_found' });
    for (const other of [id, await aModel(null, 'shared.safetensors')])
      await expect(propose(bob, other)).rejects.toMatchObject({ code: 'model_not_found' });
    await databasePool().query(`UPDATE model SET problem = 'Cut off.' WHERE id = $1`, [id]);
    expect((await listOpenProposals())[0]!.obstacle).toContain('Cut off.');
  });

  test('of two admins who approve at once one does, and the other is told', async () => {
    const id = await aModel(ann, 'ink.safetensors');
    await propose(ann, id);
    const [open] = await listOpenProposals();
    const approve = () => approveProposal(admin, open!.id, { ...move(), answer: '' });
    const outcomes = await Promise.allSettled([approve(), approve()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 409 } });
    expect(await sees(id)).toEqual([true, true, true]);
    expect(await databasePool().query('SELECT id FROM model')).toMatchObject({ rowCount: 1 });
  });

  test('what its owner throws away while an admin approves is in one place, and its row with it', async () => {
    const id = await aModel(ann, 'ink.safetensors');
    await propose(ann, id);
    const [open] = await listOpenProposals();
    const tree = await openTree('own', ann);
    const [approved, trashed] = await Promise.allSettled([
      approveProposal(admin, open!.id, { ...move(), answer: '' }),
      trashEntries(tree, ['models/Lora/ink.safetensors']),
    ]);
    expect([approved.status, trashed.status].sort()).toEqual(['fulfilled', 'rejected']);
    const isShared = approved.status === 'fulfilled';
    expect(existsSync(inShared('ink.safetensors'))).toBe(isShared);
    expect(await sees(id)).toEqual(isShared ? [true, true, true] : [false, false, false]);
    expect(await databasePool().query('SELECT id FROM model')).toMatchObject({ rowCount: 1 });
    if (!isShared) {
      const [left] = await listOpenProposals();
      expect(left!.obstacle).toContain('thrown away');
      await declineProposal(admin, left!.id, 'It is gone');
    }
  });

  test('a person who is deleted proposes nothing any more; their model is found among their files', async () => {
    const id = await aModel(ann, 'ink.safetensors');
    await propose(ann, id);
    const [open] = await listOpenProposals();
    await deletePerson(admin, admin, ann.id);
    expect(await listOpenProposals()).toEqual([]);
    await expect(approveProposal(admin, open!.id, { ...move(), answer: '' })).rejects.toThrow(
      'was deleted meanwhile',
    );
    const { rows } = await databasePool().query(
      'SELECT owner_id, path, missing_since FROM model WHERE id = $1',
      [id],
    );
    expect(rows[0]).toMatchObject({ owner_id: admin.id, missing_since: expect.any(Date) });
    expect(rows[0].path).toContain(`/handed-over/`);
    // Taken into use by its heir it is the same model.
    const tree = await openTree('own', admin);
    const folder = `handed-over/${ann.name}-${ann.id.slice(-8)}/models/Lora`;
    await moveEntries(tree, { paths: [`${folder}/ink.safetensors`], to: 'models/Lora' });
    expect(await seenBy(admin)).toEqual([id]);
  });
});
