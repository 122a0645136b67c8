import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkpointDir } from '@/lib/data-dir';
import { databasePool } from './pool';
import { useTestDatabase, useTestDataDir } from './testing';

useTestDatabase();
const dataDir = useTestDataDir();

test('the database is migrated and empty', async () => {
  const { rows } = await databasePool().query('SELECT count(*)::int AS users FROM user_account');
  expect(rows).toEqual([{ users: 0 }]);
});

test('the data directory is prepared and configured', () => {
  expect(checkpointDir().startsWith(dataDir.path)).toBe(true);
  expect(existsSync(checkpointDir())).toBe(true);
});
