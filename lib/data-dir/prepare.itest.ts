import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { config } from '@/lib/config';
import { useTestDataDir } from '@/lib/db/testing';
import { FOLDERS } from './layout';
import { prepareDataDir } from './prepare';

const data = useTestDataDir();

test('a data directory that is missing is made, with all its folders', async () => {
  await rm(data.path, { recursive: true });
  await prepareDataDir();
  for (const folder of FOLDERS) expect(existsSync(join(data.path, folder))).toBe(true);
  await writeFile(join(data.path, 'models', 'kept'), 'kept');
  await prepareDataDir();
  expect(await readdir(join(data.path, 'models'))).toContain('kept');
});

test('a file in its place is told, with the cure', async () => {
  const place = join(data.path, 'a-file');
  await writeFile(place, '');
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), dataDir: join(place, 'data') });
  await expect(prepareDataDir()).rejects.toMatchObject({
    code: 'data_dir_unusable',
    message: expect.stringMatching(
      /a-file.data can’t be written \(ENOTDIR\)\. Give this account write access/,
    ),
  });
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), dataDir: data.path });
});

/** A disk of the test's own needs a mount namespace. */
const NAMESPACE = [
  ['unshare', '-m'],
  ['unshare', '-rm'],
].find(
  ([program, ...args]) =>
    spawnSync(program!, [...args, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' }).status === 0,
);

test.runIf(NAMESPACE)('a disk that can only be read is told, with the cure', async () => {
  const [program, ...args] = NAMESPACE!;
  const script = 'mount -t tmpfs -o ro tmpfs "$0" && exec "$@"';
  const start = `import('./lib/data-dir/prepare.ts').then((m) => m.prepareDataDir()).catch((e) => console.log(e.message))`;
  const node = [process.execPath, '--import', 'tsx', '-e', start];
  const printed = await new Promise<string>((resolve, reject) =>
    execFile(program!, [...args, 'sh', '-c', script, data.path, ...node], (error, output) =>
      error ? reject(error) : resolve(output),
    ),
  );
  expect(printed).toContain(`The data directory ${data.path} can’t be written (EROFS).`);
});
