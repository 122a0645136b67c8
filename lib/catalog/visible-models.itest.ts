/** Who sees which models: every cell of the table of start flags, and what an admin said of a shared one. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { config } from '@/lib/config';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { addPerson } from '@/lib/jobs/testing';
import {
  checkpointById,
  findNamedModels,
  listCheckpoints,
  listModels,
  listNamedModels,
  MODEL_KINDS,
  type ModelKind,
  whyUnseen,
} from '.';

useTestDatabase();
const sql = (text: string, values: unknown[] = []) => databasePool().query(text, values);

/** What the product's table says: whose files people see without and with the flag of their kind. */
const TABLE: Record<ModelKind, { flag: string | null; unset: string; set: string }> = {
  checkpoint: { flag: null, unset: 'own shared', set: 'own shared' },
  controlnet: { flag: null, unset: 'own shared', set: 'own shared' },
  upscaler: { flag: null, unset: 'own shared', set: 'own shared' },
  lora: { flag: 'loraDir', unset: 'own', set: 'own shared' },
  vae: { flag: 'vaeDir', unset: 'own', set: 'shared' },
  gfpgan: { flag: 'gfpganDir', unset: 'own', set: 'shared' },
  embedding: { flag: 'embeddingsDir', unset: 'own', set: 'shared' },
  hypernetwork: { flag: 'hypernetworkDir', unset: 'own', set: 'shared' },
};
const FLAGS = Object.values(TABLE).flatMap(({ flag }) => flag ?? []);
/** Whose rows there are, each called after itself; `past` belongs to an archived team. */
const SHARED = ['usual', 'all', 'team', 'past'] as const;
const PEOPLE = ['mate', 'other', 'boss', 'auditor'] as const;
const ids = {} as Record<(typeof PEOPLE)[number] | 'team' | 'past', string>;

async function addRow(kind: ModelKind, name: string, owner: string | null, place = kind): Promise<string> {
  const { rows } = await sql(
    `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4 || '.safetensors', $4, 1, now()) RETURNING id`,
    [kind, place, owner, name],
  );
  return rows[0].id;
}

async function publish(id: string, access: string, team?: string): Promise<void> {
  await sql('UPDATE model SET access = $2 WHERE id = $1', [id, access]);
  if (team) await sql('INSERT INTO model_team (model_id, team_id) VALUES ($1, $2)', [id, team]);
}

beforeAll(async () => {
  for (const person of PEOPLE) ids[person] = await addPerson(person);
  await sql(`UPDATE user_account SET role = 'admin' WHERE name = 'boss'`);
  await sql(`UPDATE user_account SET role = 'auditor' WHERE name = 'auditor'`);
  for (const team of ['team', 'past'] as const) {
    ids[team] = randomUUID();
    await sql('INSERT INTO team (id, name, name_key, archived_at) VALUES ($1, $2, $2, $3)', [
      ids[team],
      team,
      team === 'past' ? new Date() : null,
    ]);
    await sql('INSERT INTO team_member (team_id, user_id) VALUES ($1, $2)', [ids[team], ids.mate]);
  }
});

function configure(flags: readonly string[]): void {
  const given = FLAGS.map((flag) => [flag, flags.includes(flag) ? '/given' : null]);
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), ...Object.fromEntries(given) });
}
afterAll(() => configure([]));

const drawn = async (viewer: string, kind: ModelKind) =>
  (await listNamedModels(viewer, kind)).map(({ name }) => name).sort();

describe.each([
  ['no flags', 'unset'],
  ['all flags', 'set'],
] as const)('%s', (_, column) => {
  beforeAll(async () => {
    configure(column === 'set' ? FLAGS : []);
    await sql('DELETE FROM model');
    for (const kind of MODEL_KINDS) {
      for (const person of PEOPLE) await addRow(kind, `of ${person}`, ids[person]);
      for (const name of SHARED) {
        const id = await addRow(kind, name, null);
        if (name === 'all') await publish(id, 'all');
        if (name === 'team' || name === 'past') await publish(id, 'teams', ids[name]);
      }
      await sql(`UPDATE model SET missing_since = now() WHERE id = $1`, [
        await addRow(kind, 'gone', ids.mate),
      ]);
    }
  });

  test.each(MODEL_KINDS.flatMap((kind) => PEOPLE.map((person) => [kind, person] as const)))(
    '%s for %s',
    async (kind, person) => {
      const scopes = TABLE[kind][column];
      const shared = [
        'all',
        ...(scopes.includes('shared') ? ['usual'] : []),
        ...(person === 'mate' ? ['team'] : []),
      ];
      const own = `of ${person}`;
      const expected = [...shared, ...(scopes.includes('own') ? [own] : [])].sort();
      expect(await drawn(ids[person], kind)).toEqual(expected);
      // The page shows one's own even when it is not used, and says why.
      const page = await listModels({ viewer: ids[person], kind: [kind], limit: 50 });
      expect(page.models.map(({ name }) => name).sort()).toEqual([...shared, own].sort());
      const ownView = page.models.find(({ name }) => name === own)!;
      expect(ownView.unused === null).toBe(scopes.includes('own'));
      expect(page.counts.kind[kind]).toBe(shared.length + 1);
      // Nor does a name lead to what the list does not show.
      const names = [...PEOPLE.map((each) => `of ${each}`), ...SHARED, 'gone'];
      const found = await findNamedModels(ids[person], [kind], names);
      expect(found.map(({ name }) => name).sort()).toEqual(expected);
    },
  );

  test('a flag speaks of its own kind only', async () => {
    if (column === 'unset') return;
    configure(['vaeDir']);
    expect(await drawn(ids.other, 'lora')).toEqual(['all', 'of other']);
    expect(await drawn(ids.other, 'vae')).toEqual(['all', 'usual']);
    configure(FLAGS);
  });

  test('whoever has no account sees what is shared with everybody', async () => {
    expect((await listCheckpoints(null)).map(({ name }) => name)).toEqual(['all', 'usual']);
  });
});

describe('names', () => {
  beforeEach(async () => {
    configure(FLAGS);
    await sql('DELETE FROM model');
  });

  test.each([
    ['the same', 'Ink', 'Ink'],
    ['another case', 'ink', 'INK'],
    ['another Unicode form', 'caf\u00e9', 'cafe\u0301'],
  ])('what is one’s own hides what is shared: %s', async (_, own, shared) => {
    await addRow('lora', shared, null);
    const mine = await addRow('lora', own, ids.mate);
    for (const name of [own, shared]) {
      const found = await findNamedModels(ids.mate, ['lora'], [name]);
      expect(found.map(({ id }) => id)).toEqual([mine]);
    }
    expect(await drawn(ids.other, 'lora')).toEqual([shared]);
    const { models } = await listModels({ viewer: ids.mate, limit: 10 });
    expect(models.map(({ isOwn, hidden }) => [isOwn, hidden])).toEqual(
      expect.arrayContaining([
        [true, false],
        [false, true],
      ]),
    );
    await sql('UPDATE model SET missing_since = now() WHERE id = $1', [mine]);
    expect(await drawn(ids.mate, 'lora')).toEqual([shared]);
  });

  test('a job that names a shared checkpoint goes on with it when one of one’s own hides it later', async () => {
    const shared = await addRow('checkpoint', 'same', null);
    const own = await addRow('checkpoint', 'same', ids.mate);
    expect((await listCheckpoints(ids.mate)).map(({ id }) => id)).toEqual([own]);
    expect(await checkpointById(ids.mate, shared)).toMatchObject({ id: shared });
    expect(await checkpointById(ids.other, own)).toBeNull();
    await publish(shared, 'teams', ids.team);
    expect(await checkpointById(ids.mate, shared)).not.toBeNull();
    expect(await checkpointById(ids.other, shared)).toBeNull();
    await sql('UPDATE model SET missing_since = now() WHERE id = $1', [shared]);
    expect(await checkpointById(ids.mate, shared)).toBeNull();
  });

  test('a VAE beside a checkpoint is seen by whoever sees the checkpoint', async () => {
    await addRow('vae', 'own.vae', ids.mate, 'checkpoint');
    await addRow('vae', 'all.vae', null, 'checkpoint');
    expect(await drawn(ids.mate, 'vae')).toEqual(['all.vae', 'own.vae']);
    expect(await drawn(ids.other, 'vae')).toEqual(['all.vae']);
  });

  test('why something is not seen is told of what the flags keep, never of what others may use', async () => {
    configure([]);
    await addRow('lora', 'lies there', null);
    await publish(await addRow('lora', 'secret', null), 'teams', ids.team);
    await addRow('lora', 'of other', ids.other);
    const why = await whyUnseen(ids.auditor, 'lora', ['LIES there', 'secret', 'of other', '\0']);
    expect(why).toEqual([expect.stringContaining('The LoRA “LIES there” lies in models/Lora')]);
    configure(['vaeDir']);
    await addRow('vae', 'mine', ids.mate);
    expect(await whyUnseen(ids.mate, 'vae', ['mine'])).toEqual([
      expect.stringContaining('Your own VAE “mine” is not used, because Atelier was started with --vae-dir'),
    ]);
  });
});
