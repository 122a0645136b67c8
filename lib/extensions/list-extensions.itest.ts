import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { addPerson } from '@/lib/jobs/testing';
import { changeOptions, listOptions } from '@/lib/options';
import { listExtensions, switchExtensions } from './list-extensions';

useTestDatabase();
const data = useTestDataDir();

const person = async (name: string) => ({ id: await addPerson(name), name });
const put = (...path: string[]) => mkdir(join(data.path, ...path), { recursive: true });

test('folders are extensions, one’s own alone; files, hidden folders and links are not', async () => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  expect(await listExtensions(ann)).toEqual({
    extensions: [],
    allOff: false,
    place: { folder: 'extensions', shared: false },
  });
  for (const name of ['tags', 'Styles', '.git']) await put('users', 'ann', 'extensions', name);
  await put('extensions', 'for-all');
  await put('users', 'bob', 'extensions', 'of-bob');
  const own = join(data.path, 'users', 'ann', 'extensions');
  await writeFile(join(own, 'readme.txt'), 'x');
  await symlink('/', join(own, 'root'));
  const { extensions } = await listExtensions(ann);
  expect(extensions.map(({ name, scope, on }) => [name, scope, on])).toEqual([
    ['Styles', 'own', true],
    ['tags', 'own', true],
  ]);
  expect((await listExtensions(bob)).extensions.map(({ name }) => name)).toEqual(['of-bob']);
});

test('switches are one’s own, in the words of the WebUI API, and outlive the folder', async () => {
  const [cem, dan] = [await person('cem'), await person('dan')];
  for (const { name } of [cem, dan]) await put('users', name, 'extensions', 'tags');
  await changeOptions(cem.id, { disabled_extensions: ['gone'] });
  await switchExtensions(cem, { allOff: true, off: ['tags', 'tags'] });
  expect(await listExtensions(cem)).toMatchObject({
    allOff: true,
    extensions: [{ name: 'tags', on: false }],
  });
  expect(await listOptions(cem.id)).toMatchObject({
    disable_all_extensions: 'all',
    disabled_extensions: ['gone', 'tags'],
  });
  expect(await listExtensions(dan)).toMatchObject({ allOff: false, extensions: [{ on: true }] });
});
