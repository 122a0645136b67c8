import { randomUUID } from 'node:crypto';
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { ownStylesFile, prepareTree, stylesFile } from '@/lib/data-dir';
import { useTestDataDir } from '@/lib/db/testing';
import { REQUEST_OPTIONS } from './drawing-options';
import { optionsFrom } from './option-group';
import { resolvePrompts } from './resolve-prompts';
import { listStyles } from './styles';

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
});
