import { expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { differenceToSchema } from './schema-engine';

const database = useTestDatabase();

test('the migrations lead to the schema', async () => {
  expect(await differenceToSchema(database.url), 'write a migration: npm run migration -- <name>').toBe('');
});

test('a difference is found', async () => {
  await databasePool().query('ALTER TABLE model DROP COLUMN problem, ADD COLUMN surprise "char"');
  const sql = await differenceToSchema(database.url);
  expect(sql).toContain('ADD COLUMN     "problem" TEXT');
  expect(sql).toContain('DROP COLUMN "surprise"');
});
