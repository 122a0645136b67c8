import { expect, test } from 'vitest';
import { listAuditEntries } from '@/lib/audit/list-entries';
import { addUser } from '@/lib/auth/users';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { changeSetting, listSettings, readSettings } from './settings';

useTestDatabase();

const actorNamed = async (name: string) => ({
  id: (await addUser({ name, role: 'admin' })).id,
  name,
  address: '192.0.2.1',
});

test('a setting has its initial value until somebody changes it', async () => {
  const ann = await actorNamed('ann');
  expect(await readSettings()).toMatchObject({
    registration: 'provider',
    hiddenTabs: [],
    defaultQuotaBytes: null,
  });
  await changeSetting(ann, 'defaultQuotaBytes', 0, 5 * 1024 ** 3);
  expect(await readSettings()).toMatchObject({ defaultQuotaBytes: 5 * 1024 ** 3 });
  const view = (await listSettings()).find(({ key }) => key === 'defaultQuotaBytes');
  expect(view).toMatchObject({ version: 1, updatedBy: 'ann', initial: null });
  const [entry] = await listAuditEntries({ action: 'setting.changed' }, 1);
  expect(entry).toMatchObject({
    target: 'defaultQuotaBytes',
    before: { value: null },
    after: { value: 5 * 1024 ** 3 },
  });
});

test('of two admins who change the same setting the second is told who was faster, and to what', async () => {
  const [bob, eve] = [await actorNamed('bob'), await actorNamed('eve')];
  const both = await Promise.allSettled([
    changeSetting(bob, 'hiddenTabs', 0, ['extras']),
    changeSetting(eve, 'hiddenTabs', 0, ['gallery']),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [winner, tab] = both[0]?.status === 'fulfilled' ? ['bob', 'extras'] : ['eve', 'gallery'];
  expect((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({
    status: 409,
    message: expect.stringContaining(`${winner} changed this setting meanwhile, to ["${tab}"]`),
  });
  expect((await readSettings()).hiddenTabs).toEqual([tab]);
});

test('values that make no sense are refused, and stored ones that do not count as initial', async () => {
  const actor = await actorNamed('carol');
  for (const [key, value] of [
    ['hiddenTabs', ['everything']],
    ['registration', 'open'],
    ['uploadLimitBytes', -1],
    ['allowedHosts', ['https://example.com/path']],
    ['censor', 'yes'],
  ] as const) {
    await expect(changeSetting(actor, key, 0, value)).rejects.toThrow();
  }
  await changeSetting(actor, 'allowedHosts', 0, [' NAS.studio.lan:8443 ']);
  expect((await readSettings()).allowedHosts).toEqual(['nas.studio.lan:8443']);
  await databasePool().query(
    `UPDATE setting SET value = '"from an older version"' WHERE key = 'allowedHosts'`,
  );
  expect((await readSettings()).allowedHosts).toEqual([]);
});
