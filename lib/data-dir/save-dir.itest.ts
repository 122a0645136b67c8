import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { useTestDataDir } from '@/lib/db/testing';
import { userDir } from './layout';
import { savedDir, savePathOf } from './save-dir';
import { HOSTILE_PATHS } from './testing-hostile-paths';

const data = useTestDataDir();
const DAY = new Date('2026-03-04T23:59:59Z');

test.each([
  ['campaign', 'outputs/campaign'],
  ['campaign/spring/', 'outputs/campaign/spring'],
  ['春', 'outputs/春'],
  ['{data}', 'outputs'],
  ['{data}/', 'outputs'],
  ['{data}/outputs', 'outputs'],
  ['{data}/outputs/campaign', 'outputs/campaign'],
  ['{data}/users/ann', 'outputs'],
  ['{data}/users/ann/outputs', 'outputs'],
  ['{data}/users/ann/inputs/a', 'inputs/a'],
])('%s is %s', (given, path) => {
  expect(savePathOf('ann', given.replace('{data}', data.path))).toBe(path);
  expect(savedDir('ann', path, 'txt2img-images', DAY)).toBe(
    join(data.path, 'users', 'ann', ...path.split('/'), 'txt2img-images', '2026-03-04'),
  );
});

test.each([
  '{data}/users/bob',
  '{data}/users/bob/outputs',
  '{data}/users',
  '{data}/users/ann/../bob',
  '{data}/users/anna',
  '{data}/outputs/../users/bob',
  '{data}/models/Stable-diffusion',
  '{data}/database',
  '{data}x/outputs',
  '{data}/..',
  '{data}/users/ann/.trash',
  '{data}/users/ann/.uploads/x',
  '/tmp',
  '/',
])('%s is refused', (given) => {
  expect(() => savePathOf('ann', given.replace('{data}', data.path))).toThrow(
    expect.objectContaining({ code: 'bad_path', status: 400 }),
  );
});

test('whatever is asked, nothing outside one’s own folder is named', async () => {
  const own = userDir('ann');
  await mkdir(join(own, 'outputs'), { recursive: true });
  await mkdir(join(own, 'inputs'), { recursive: true });
  await symlink(dirname(data.path), join(own, 'outputs', 'out'));
  await symlink(join(data.path, 'users', 'bob'), join(own, 'inputs', 'out'));
  await symlink(join(data.path, 'nowhere'), join(own, 'outputs', 'dangling'));
  for (const hostile of [...HOSTILE_PATHS, 'out', 'out/x', 'dangling', 'dangling/x', `${own}/inputs/out/x`]) {
    for (const given of [hostile, `${data.path}/outputs/${hostile}`, `${own}/${hostile}`]) {
      let directory: string;
      try {
        directory = savedDir('ann', savePathOf('ann', given), 'txt2img-images', DAY);
      } catch (error) {
        expect(error, given).toMatchObject({ code: 'bad_path', status: 400 });
        continue;
      }
      expect(directory.startsWith(`${own}/`), given).toBe(true);
      expect(directory.slice(own.length + 1), given).not.toMatch(/(?:^|\/)\.{1,2}(?:\/|$)|\0|\\|^\./);
      expect(existsSync(directory), given).toBe(false);
    }
  }
});
