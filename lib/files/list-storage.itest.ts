import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { userDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { addPerson } from '@/lib/jobs/testing';
import { listStorage } from './list-storage';

useTestDatabase();
useTestDataDir();

const sql = (text: string, values: unknown[]) => databasePool().query(text, values);
const stores = (userId: string, bytes: number) =>
  sql('INSERT INTO storage_use (user_id, bytes, counted_at) VALUES ($1, $2, now())', [userId, bytes]);

test('who stores how much of what they may, the most first, in pages', async () => {
  const [ada, bob, cem, gone] = [
    await addPerson('ada'),
    await addPerson('bob'),
    await addPerson('cem'),
    await addPerson('gone'),
  ];
  await stores(ada, 1_000);
  await stores(bob, 2 ** 40);
  await stores(gone, 7);
  await sql('UPDATE user_account SET deleted_at = now() WHERE id = $1', [gone]);
  await sql('UPDATE user_account SET quota_bytes = 5000 WHERE id = $1', [ada]);
  await sql(`INSERT INTO setting (key, value, updated_at) VALUES ('defaultQuotaBytes', '9000', now())`, []);
  for (const bytes of [30, 12]) {
    await sql(
      `INSERT INTO trash_item (id, user_id, original_path, trashed_path, bytes) VALUES (gen_random_uuid(), $1, 'a', $2, $3)`,
      [ada, randomUUID(), bytes],
    );
  }
  await sql(
    `INSERT INTO upload (id, user_id, path, size, expires_at) VALUES ($1, $2, 'a.bin', 10, now() + interval '1 hour')`,
    [randomUUID(), cem],
  );
  await mkdir(userDir('cem'), { recursive: true });
  await writeFile(join(userDir('cem'), 'a.txt'), 'a file');
  const all = await listStorage({ sort: 'used', skip: 0 }, 10);
  expect(all).toMatchObject({
    total: 3,
    usedTotal: 2 ** 40 + 1_000,
    next: null,
    people: [
      { name: 'bob', used: 2 ** 40, trashed: 0, quota: 9000, hasOwnQuota: false },
      { name: 'ada', used: 1_000, trashed: 42, quota: 5000, hasOwnQuota: true },
      { name: 'cem', used: 6, reserved: 10, countedAt: expect.any(String) },
    ],
  });
  expect(all.diskFree).toBeGreaterThan(0);
  const names = async (filter: Parameters<typeof listStorage>[0]) => {
    const { people, next } = await listStorage(filter, 2);
    return { names: people.map(({ name }) => name), next };
  };
  expect(await names({ sort: 'trashed', skip: 0 })).toEqual({ names: ['ada', 'bob'], next: 2 });
  expect(await names({ sort: 'name', skip: 2 })).toEqual({ names: ['cem'], next: null });
  expect(await names({ sort: 'name', skip: 0, search: 'E' })).toEqual({ names: ['cem'], next: null });
});
