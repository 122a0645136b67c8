import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fromCommandLine } from '@/lib/config';
import {
  checkpointDir,
  insideDataDir,
  insideRoot,
  jobDir,
  outputDir,
  prepareDataDir,
  relativeToDataDir,
  stagingDir,
  transientDir,
  userDir,
} from './index';

let base = '';
let root = '';
const configure = (dataDir: string) =>
  vi.stubEnv('ATELIER_CONFIG', JSON.stringify({ ...fromCommandLine([]), dataDir }));
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'atelier-layout-'));
  root = join(base, 'deep', 'data');
  configure(root);
});
afterEach(() => rmSync(base, { recursive: true }));

test('the tree is made, and making it again changes nothing', async () => {
  await prepareDataDir();
  writeFileSync(join(checkpointDir(), 'mine.safetensors'), 'x');
  await prepareDataDir();
  expect(readdirSync(root).sort()).toEqual([
    'cache',
    'embeddings',
    'extensions',
    'jobs',
    'logs',
    'models',
    'users',
  ]);
  expect(readdirSync(checkpointDir())).toEqual(['mine.safetensors']);
  expect(existsSync(join(root, 'models', 'hypernetworks'))).toBe(true);
});

test.runIf(process.getuid?.() !== 0)(
  'a data directory that can’t be written is named in the refusal',
  async () => {
    chmodSync(base, 0o500);
    await expect(prepareDataDir()).rejects.toThrow(root);
    chmodSync(base, 0o700);
  },
);

test('a file in the way is named in the refusal', async () => {
  configure(join(base, 'file', 'data'));
  writeFileSync(join(base, 'file'), '');
  await expect(prepareDataDir()).rejects.toThrow(`${join(base, 'file', 'data')} can’t be written (ENOTDIR)`);
});

test('a user’s pictures lie in a folder a day, by UTC', () => {
  const late = new Date('2026-03-31T23:59:59.999Z');
  expect(outputDir('eve', 'txt2img-images', late)).toBe(
    join(root, 'users', 'eve', 'outputs', 'txt2img-images', '2026-03-31'),
  );
});

test.each(['eve', 'eve.smith', 'e', '0', 'eve@example.com', 'a'.repeat(64)])('%j names a folder', (name) => {
  expect(userDir(name)).toBe(join(root, 'users', name));
});

test.each([
  '',
  '..',
  '.',
  'Eve',
  'ève',
  'a/b',
  '../eve',
  'a\\b',
  'a\0',
  'con',
  'nul.x',
  '-rf',
  'a.',
  'a b',
  'a'.repeat(65),
])('%j names no folder', (name) => {
  expect(() => userDir(name)).toThrow(/^User names have/);
});

test('ids can’t lead elsewhere', () => {
  expect(stagingDir('0199', 2)).toBe(join(root, 'cache', 'staging', '0199-2'));
  expect(jobDir('0199')).toBe(join(root, 'jobs', '0199'));
  for (const id of ['..', '../x', 'a/b', '', 'a\0']) {
    expect(() => stagingDir(id, 1)).toThrow('can’t be used');
    expect(() => transientDir(id)).toThrow('can’t be used');
    expect(() => jobDir(id)).toThrow('can’t be used');
  }
});

test('rows name files relative to the data directory, and lead back to them', async () => {
  await prepareDataDir();
  const file = join(outputDir('eve', 'txt2img-images', new Date(0)), 'a.png');
  expect(relativeToDataDir(file)).toBe('users/eve/outputs/txt2img-images/1970-01-01/a.png');
  expect(insideDataDir(relativeToDataDir(file))).toBe(file);
  expect(insideRoot(checkpointDir(), 'sub/x.safetensors')).toBe(
    join(checkpointDir(), 'sub', 'x.safetensors'),
  );
  for (const elsewhere of [root, base, `${root}-2/x`, '/etc/passwd']) {
    expect(() => relativeToDataDir(elsewhere)).toThrow('outside the data directory');
  }
});
