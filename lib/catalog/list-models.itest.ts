/** Pages of models: what is found, in which order, and how many of what. */
import { beforeAll, expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { addPerson } from '@/lib/jobs/testing';
import { findModel, listModels, type ModelQuery } from '.';

useTestDatabase();

let ann = '';
let bob = '';

interface Row {
  kind?: string;
  name: string;
  owner?: string | null;
  size?: number;
  architecture?: string | null;
  title?: string | null;
  words?: string[];
  missing?: boolean;
}

async function put({
  kind = 'lora',
  name,
  owner = ann,
  size = 1,
  architecture = null,
  title = null,
  words = [],
  missing = false,
}: Row): Promise<string> {
  const { rows } = await databasePool().query(
    `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at, architecture, title, trigger_words, missing_since)
     VALUES (gen_random_uuid(), $1, $1, $2, $3 || '.safetensors', $3, $4, now(), $5, $6, $7, CASE WHEN $8 THEN now() END) RETURNING id`,
    [kind, owner, name, size, architecture, title, words, missing],
  );
  return rows[0].id;
}

const list = (query: Partial<ModelQuery> = {}) => listModels({ viewer: ann, limit: 50, ...query });
const names = async (query: Partial<ModelQuery> = {}) => (await list(query)).models.map(({ name }) => name);

beforeAll(async () => {
  ann = await addPerson('ann');
  bob = await addPerson('bob');
  await put({ kind: 'checkpoint', name: 'Big', owner: null, size: 900, architecture: 'SDXL' });
  await put({ kind: 'checkpoint', name: 'apple', size: 500, architecture: 'SD 1.x' });
  await put({ name: 'Ink', size: 20, architecture: 'SD 1.x', title: 'Ink Wash', words: ['sumi-e'] });
  await put({ name: '100%_done', size: 30 });
  await put({ name: 'gone', missing: true });
  await put({ name: 'bobs', owner: bob });
});

test('one’s own and what is shared, by name, newest or size, with how many there are of what', async () => {
  const page = await list();
  expect(page.models.map(({ name }) => name)).toEqual(['100%_done', 'apple', 'Big', 'Ink']);
  expect(page.models.map(({ isOwn }) => isOwn)).toEqual([true, true, false, true]);
  expect(page).toMatchObject({
    total: 4,
    next: null,
    counts: {
      kind: { checkpoint: 2, lora: 2, embedding: 0 },
      architecture: { 'SD 1.x': 2, SDXL: 1, '': 1 },
    },
  });
  expect(await names({ sort: 'size' })).toEqual(['Big', 'apple', '100%_done', 'Ink']);
  expect(await names({ whose: 'shared' })).toEqual(['Big']);
  expect(await names({ viewer: bob })).toEqual(['Big', 'bobs']);
});

test('a filter leaves the other counts as they would be without it', async () => {
  const page = await list({ kind: ['lora'], architecture: ['SD 1.x'] });
  expect(page.models.map(({ name }) => name)).toEqual(['Ink']);
  expect(page.total).toBe(1);
  expect(page.counts).toMatchObject({
    kind: { checkpoint: 1, lora: 1 },
    architecture: { 'SD 1.x': 1, '': 1 },
  });
  expect(await names({ architecture: [''] })).toEqual(['100%_done']);
});

test('every word of a search has to be part of something it says', async () => {
  expect(await names({ search: 'WASH ink' })).toEqual(['Ink']);
  expect(await names({ search: 'sumi' })).toEqual(['Ink']);
  expect(await names({ search: '0%_' })).toEqual(['100%_done']);
  expect(await names({ search: '_' })).toEqual(['100%_done']);
  expect(await names({ search: 'ink apple' })).toEqual([]);
  expect(await names({ search: '\\ \0' })).toEqual([]);
});

test.each(['name', 'newest', 'size'] as const)(
  'pages by %s miss nothing and repeat nothing',
  async (sort) => {
    const whole = await names({ sort });
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const page = await list({ sort, limit: 1, ...(after === null ? {} : { after }) });
      walked.push(...page.models.map(({ name }) => name));
      expect(page.total).toBe(4);
      after = page.next;
    } while (after !== null);
    expect(walked).toEqual(whole);
    const forged = Buffer.from('["x\\u0000","00000000-0000-0000-0000-000000000000"]').toString('base64url');
    for (const bad of ['', 'nonsense', forged])
      await expect(list({ sort, after: bad })).rejects.toMatchObject({ code: 'bad_cursor' });
  },
);

test('one model, for those who see it', async () => {
  const id = await put({ name: 'mine', owner: ann });
  expect(await findModel(ann, id)).toMatchObject({
    id,
    name: 'mine',
    notes: '',
    version: 0,
    hasPreview: null,
  });
  expect(await findModel(bob, id)).toBeNull();
  await databasePool().query(
    `UPDATE model SET trigger_words = '{a}', own_trigger_words = '{}', licence = 'mine' WHERE id = $1`,
    [id],
  );
  expect(await findModel(ann, id)).toMatchObject({ triggerWords: [], licence: 'mine' });
  await databasePool().query('DELETE FROM model WHERE id = $1', [id]);
});
