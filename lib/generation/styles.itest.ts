import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { ownStylesFile, prepareTree, stylesFile } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { deleteStyle, saveStyle } from './change-styles';
import { REQUEST_OPTIONS } from './drawing-options';
import { optionsFrom } from './option-group';
import { resolvePrompts } from './resolve-prompts';
import { findStyles, listStyles } from './styles';

useTestDatabase();
const data = useTestDataDir();

beforeAll(async () => {
  for (const userName of ['ann', 'bob']) await prepareTree({ kind: 'own', userName });
});

beforeEach(async () => {
  await writeFile(stylesFile(), 'name,prompt,negative_prompt\nphoto,shared photo,ugly\nwarm,warm light,\n');
  for (const name of ['ann', 'bob']) await rm(ownStylesFile(name), { recursive: true, force: true });
});

const namesOf = async (who: string) => (await listStyles(who)).map(({ name }) => name);
const prompt = async (who: string, styles: string[]) =>
  (
    await resolvePrompts(
      { id: randomUUID(), name: who },
      { prompt: 'a barn', negativePrompt: '', styles },
      optionsFrom(REQUEST_OPTIONS, {}),
    )
  ).prompt;

test('own styles come first and stand before shared ones of their name, for nobody else', async () => {
  await writeFile(
    ownStylesFile('ann'),
    'name,prompt,negative_prompt\nmine,by ann,\nphoto,photo of {prompt},\n',
  );
  expect(await namesOf('ann')).toEqual(['mine', 'photo', 'warm']);
  expect(await namesOf('bob')).toEqual(['photo', 'warm']);
  expect(await prompt('ann', ['photo', 'warm', 'mine'])).toBe('photo of a barn, warm light, by ann');
  expect(await prompt('bob', ['photo', 'warm', 'mine'])).toBe('a barn, shared photo, warm light');
});

test('a table that was changed counts at once, also when its time and size stay', async () => {
  const file = ownStylesFile('ann');
  const time = new Date('2026-05-01T00:00:00Z');
  for (const word of ['one', 'two', 'six']) {
    await writeFile(file, `name,prompt\nmine,${word}\n`);
    await utimes(file, time, time);
    expect((await listStyles('ann'))[0]).toMatchObject({ name: 'mine', prompt: word });
  }
  await rm(file);
  expect(await namesOf('ann')).toEqual(['photo', 'warm']);
  await rm(stylesFile());
  expect(await namesOf('ann')).toEqual([]);
});

test('what is no table, too large or leads elsewhere is none, and the shared styles stay', async () => {
  const file = ownStylesFile('ann');
  await mkdir(file);
  expect(await namesOf('ann')).toEqual(['photo', 'warm']);
  await rm(file, { recursive: true });
  await writeFile(file, `name,prompt\nbig,${'x'.repeat(4 * 1024 * 1024)}\n`);
  expect(await namesOf('ann')).toEqual(['photo', 'warm']);
  await rm(file);
  await writeFile(join(data.path, 'secret.csv'), 'name,prompt\nsecret,of the machine\n');
  await symlink(join(data.path, 'secret.csv'), file);
  expect(await namesOf('ann')).toEqual(['photo', 'warm']);
  await rm(file);
});

const style = (name: string, prompt: string, negativePrompt = '') => ({ name, prompt, negativePrompt });

test('styles are saved, changed, renamed and deleted, in one’s own table alone', async () => {
  const odd = style('a "b", c', 'one,\ntwo "three"', ' spaces ');
  await saveStyle('ann', odd);
  await saveStyle('ann', style('photo', 'mine'));
  await saveStyle('ann', style('photo', 'mine, changed', 'blur'));
  expect((await findStyles('ann')).map(({ name, isOwn }) => [name, isOwn])).toEqual([
    [odd.name, true],
    ['photo', true],
    ['warm', false],
  ]);
  expect(await listStyles('ann')).toContainEqual(odd);
  expect(await listStyles('ann')).toContainEqual(style('photo', 'mine, changed', 'blur'));
  await saveStyle('ann', style('picture', 'mine'), 'photo');
  // What stood behind one's own of that name is seen again.
  expect(await namesOf('ann')).toEqual([odd.name, 'picture', 'photo', 'warm']);
  await saveStyle('ann', style(odd.name, 'both'), 'picture');
  expect(await listStyles('ann')).toContainEqual(style(odd.name, 'both'));
  await deleteStyle('ann', odd.name);
  expect(await namesOf('ann')).toEqual(['photo', 'warm']);
  expect(await namesOf('bob')).toEqual(['photo', 'warm']);
  await expect(deleteStyle('ann', 'warm')).rejects.toMatchObject({ status: 404 });
  expect(await readdir(join(ownStylesFile('ann'), '..'))).not.toContainEqual(expect.stringMatching(/csv\./));
});

test('what other programs wrote into the table stays: comments, columns, old names of columns', async () => {
  await writeFile(ownStylesFile('ann'), 'name,text,note\n# group,,\nmine,by ann,keep\n');
  await saveStyle('ann', style('mine', 'by ann, changed', 'ugly'));
  expect(await readFile(ownStylesFile('ann'), 'utf8')).toBe(
    'name,text,note,negative_prompt\n# group,,\nmine,"by ann, changed",keep,ugly\n',
  );
  expect(await listStyles('ann')).toContainEqual(style('mine', 'by ann, changed', 'ugly'));
});

test('many at once lose nothing, and a table has an end', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, k) => saveStyle('ann', style(`s${k}`, 'x'))));
  expect(await namesOf('ann')).toHaveLength(14);
  await expect(saveStyle('ann', style('big', 'x'.repeat(5_000_000)))).rejects.toMatchObject({ status: 409 });
  expect(await namesOf('ann')).toHaveLength(14);
});
