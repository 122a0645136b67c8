import { existsSync } from 'node:fs';
import { mkdir, rename, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { useTestDataDir } from '@/lib/db/testing';
import { userDir } from './layout';
import { outdirOf, outputFolder } from './output-folder';
import { HOSTILE_PATHS } from './testing-hostile-paths';

const data = useTestDataDir();

test.each([
  ['outputs/txt2img-images', 'txt2img-images'],
  ['outputs', ''],
  ['./outputs/album/', 'album'],
  ['outputs\\album\\spring', 'album/spring'],
  ['album', 'album'],
  ['春', '春'],
  ['{data}/outputs/album', 'album'],
  ['{data}/users/ann/outputs/album', 'album'],
  ['{data}', ''],
])('%s is below one’s outputs: %j', (given, outdir) => {
  const found = outdirOf('ann', given.replace('{data}', data.path));
  expect(found).toBe(outdir);
  expect(outputFolder('ann', found!, ['2026', 'x'])).toBe(
    join(data.path, 'users', 'ann', 'outputs', outdir, '2026', 'x'),
  );
});

test.each([
  '{data}/users/bob/outputs',
  '{data}/users/ann/inputs',
  '{data}/users/ann/models/Lora',
  '{data}/users/ann/outputs/../inputs',
  '{data}/models',
  '/home/me/stable-diffusion-webui/outputs/txt2img-images',
  'C:\\webui\\outputs',
  'outputs/../../bob',
  '..',
  '/',
])('%s is no folder of one’s outputs', (given) => {
  expect(outdirOf('ann', given.replace('{data}', data.path))).toBeNull();
});

test('whatever an option or a pattern says, nothing outside one’s outputs is named', async () => {
  const outputs = join(userDir('ann'), 'outputs');
  await mkdir(outputs, { recursive: true });
  await symlink(dirname(data.path), join(outputs, 'out'));
  await symlink(join(data.path, 'nowhere'), join(outputs, 'dangling'));
  const named = (outdir: string, folders: string[]) => {
    try {
      return outputFolder('ann', outdir, folders);
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad_path', status: 400 });
      return null;
    }
  };
  for (const hostile of [...HOSTILE_PATHS, 'out', 'out/x', 'dangling', 'dangling/x']) {
    const found = [hostile, `outputs/${hostile}`, `${data.path}/${hostile}`].flatMap((given) => {
      const outdir = outdirOf('ann', given);
      return outdir === null ? [] : [named(outdir, ['x'])];
    });
    found.push(named('txt2img-images', [hostile]), named('', hostile.split('/')), named(hostile, []));
    for (const folder of found.filter((each) => each !== null)) {
      expect(`${folder}/`.startsWith(`${outputs}/`), hostile).toBe(true);
      expect(`${folder.slice(outputs.length)}/`, hostile).not.toMatch(/\/\.{1,2}\/|\0|\\/);
      expect(existsSync(folder) && folder !== outputs, hostile).toBe(false);
    }
  }
});

test('a usual folder may lie on another disk', async () => {
  const elsewhere = join(data.path, 'other-disk');
  await mkdir(join(userDir('bea'), 'outputs', 'txt2img-images'), { recursive: true });
  await rename(join(userDir('bea'), 'outputs', 'txt2img-images'), elsewhere);
  await symlink(elsewhere, join(userDir('bea'), 'outputs', 'txt2img-images'));
  expect(outputFolder('bea', 'txt2img-images', ['2026'])).toBe(
    join(userDir('bea'), 'outputs', 'txt2img-images', '2026'),
  );
});
