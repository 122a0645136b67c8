import { expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { disableUser } from '@/lib/people/disable-person';
import { ensureAdmin } from './first-start';
import { createSetupLink, readSetupLink, useSetupLink as redeemSetupLink } from './setup-link';
import { signInProgram } from './sign-in';
import { addUser } from './users';

useTestDatabase();

const tokenOf = (path: string | null) => path?.replace('/setup/', '') ?? '';

test('the first start without a password gives a link that sets it, once', async () => {
  const { setupPath: old } = await ensureAdmin({});
  const { setupPath } = await ensureAdmin({});
  expect(setupPath).toMatch(/^\/setup\/[A-Za-z0-9_-]{43}$/);
  const gone = { status: 410, code: 'setup_link_refused' };
  await expect(redeemSetupLink(tokenOf(old), 'password one')).rejects.toMatchObject(gone);

  const token = tokenOf(setupPath);
  expect(await readSetupLink(token)).toEqual({ userName: 'admin' });
  await expect(redeemSetupLink(token, 'short')).rejects.toMatchObject({ status: 400 });
  const both = await Promise.allSettled([
    redeemSetupLink(token, 'password one'),
    redeemSetupLink(token, 'password two'),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const password = both[0].status === 'fulfilled' ? 'password one' : 'password two';
  expect(await signInProgram({ name: 'admin', password }, '127.0.0.1')).toMatchObject({ role: 'admin' });
  await expect(redeemSetupLink(token, 'password three')).rejects.toMatchObject(gone);
  expect(await ensureAdmin({ password: 'from the environment' })).toMatchObject({ setupPath: null });
  expect(await signInProgram({ name: 'admin', password }, '127.0.0.1')).toMatchObject({ name: 'admin' });
});

test('a link is refused after a day, and for a disabled account', async () => {
  const { id } = await addUser({ name: 'late', role: 'member' });
  const token = tokenOf(await createSetupLink(id));
  await databasePool().query(`UPDATE setup_link SET expires_at = now() WHERE user_id = $1`, [id]);
  await expect(redeemSetupLink(token, 'password one')).rejects.toMatchObject({ status: 410 });
  const other = tokenOf(await createSetupLink(id));
  await disableUser('late');
  await expect(redeemSetupLink(other, 'password one')).rejects.toMatchObject({ status: 410 });
  await expect(readSetupLink('nonsense')).rejects.toMatchObject({ status: 410 });
});

test('without a usable admin the next start opens the account again, without its old password', async () => {
  await databasePool().query(`UPDATE user_account SET disabled_at = now() WHERE name = 'admin'`);
  const { setupPath } = await ensureAdmin({});
  expect(setupPath).not.toBeNull();
  await expect(signInProgram({ name: 'admin', password: 'password one' }, '127.0.0.1')).rejects.toMatchObject(
    {
      status: 401,
    },
  );
  expect(await ensureAdmin({ password: 'from the environment' })).toMatchObject({ setupPath: null });
  const caller = await signInProgram({ name: 'Admin', password: 'from the environment' }, '127.0.0.1');
  expect(caller).toMatchObject({ name: 'admin', role: 'admin' });
});
