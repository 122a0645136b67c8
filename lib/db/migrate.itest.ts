import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from './migrate';
import { useTestDatabase } from './testing';

const database = useTestDatabase();
let folder = '';
let url = '';
let client: pg.Client;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atelier-migrations-'));
  // An empty database beside the migrated one.
  url = database.url.replace(/(\/)(test_\w+)/, '$1$2_empty');
  await administer(`CREATE DATABASE "${nameOf(url)}"`);
  client = new pg.Client({ connectionString: url });
  await client.connect();
  write('1_first', 'CREATE TABLE one (n int); INSERT INTO one VALUES (1);');
});
afterEach(async () => {
  await client.end();
  await administer(`DROP DATABASE "${nameOf(url)}" WITH (FORCE)`);
  rmSync(folder, { recursive: true });
});

const nameOf = (connection: string) => new URL(connection).pathname.slice(1);

async function administer(sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(sql);
  await admin.end();
}

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

const rows = async (sql: string) => (await client.query(sql)).rows;

test('missing migrations are applied in order, once', async () => {
  write('2_second', 'INSERT INTO one VALUES (2);');
  expect(await migrate(url, folder)).toEqual(['1_first', '2_second']);
  expect(await migrate(url, folder)).toEqual([]);
  write('3_third', 'INSERT INTO one VALUES (3);');
  expect(await migrate(url, folder)).toEqual(['3_third']);
  expect(await rows('SELECT n FROM one ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});

test('of a migration that fails nothing stays, and it can be applied once it is right', async () => {
  write('2_broken', 'CREATE TABLE two (n int); INSERT INTO nowhere VALUES (1);');
  await expect(migrate(url, folder)).rejects.toThrow('migration 2_broken: relation "nowhere" does not exist');
  expect(await rows(`SELECT to_regclass('two') AS two, to_regclass('one') AS one`)).toEqual([
    { two: null, one: 'one' },
  ]);
  write('2_broken', 'CREATE TABLE two (n int);');
  expect(await migrate(url, folder)).toEqual(['2_broken']);
});

test('starters that race apply each migration once', async () => {
  write('1_first', 'SELECT pg_sleep(0.05); CREATE TABLE one (n int); INSERT INTO one VALUES (1);');
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));
  expect(applied.flat()).toEqual(['1_first']);
  expect(await rows('SELECT n FROM one')).toEqual([{ n: 1 }]);
});

test('a database of a newer version is refused', async () => {
  write('2_newer', 'CREATE TABLE two (n int);');
  await migrate(url, folder);
  rmSync(join(folder, '2_newer'), { recursive: true });
  await expect(migrate(url, folder)).rejects.toThrow(
    'newer version of Atelier (it has the migration 2_newer)',
  );
});

test('a migration that was changed after it was applied is refused', async () => {
  await migrate(url, folder);
  write('1_first', 'CREATE TABLE one (n bigint);');
  await expect(migrate(url, folder)).rejects.toThrow('1_first was changed after it was applied');
});

test('a migrated database is as Prisma would have left it', async () => {
  await migrate(url);
  const { rows: history } = await client.query(
    'SELECT migration_name, checksum, finished_at, applied_steps_count FROM "_prisma_migrations"',
  );
  expect(history[0]).toMatchObject({
    checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    applied_steps_count: 1,
  });
  expect(history[0].finished_at).toBeInstanceOf(Date);
});
