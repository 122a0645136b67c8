import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Config, config } from '@/lib/config';
import { insideDataDir, insideTree, prepareTree } from '@/lib/data-dir';
import { useTestDataDir } from '@/lib/db/testing';
import { adapterNamed } from '@/lib/generation/adapter-files';
import { listModelFiles, type ModelKind } from './model-files';

const data = useTestDataDir();
const ANN = { kind: 'own', userName: 'ann' } as const;
const BOB = { kind: 'own', userName: 'bob' } as const;
const own = (path: string) => insideTree(ANN, path);
const outside = join(tmpdir(), `outside-${process.pid}.safetensors`);
afterAll(() => rm(outside, { force: true }));

beforeAll(async () => {
  await prepareTree(ANN);
  await prepareTree(BOB);
  const lora = own('models/Lora');
  await mkdir(join(lora, 'styles'), { recursive: true });
  for (const name of ['Sepia', 'sepia', 'styles/ink', '.hidden']) {
    await writeFile(join(lora, `${name}.safetensors`), '');
  }
  await writeFile(join(lora, 'pickle.pt'), '');
  await writeFile(outside, '');
  await symlink(outside, join(lora, 'outside.safetensors'));
  await symlink(join(lora, 'Sepia.safetensors'), join(lora, 'styles/linked.safetensors'));
});

test('files of all folders by name; links that lead out, hidden files and pickles are none', async () => {
  const files = await listModelFiles('lora', 'ann');
  expect(files).toEqual([
    { name: 'Sepia', path: own('models/Lora/Sepia.safetensors') },
    { name: 'sepia', path: own('models/Lora/sepia.safetensors') },
    { name: 'ink', path: own('models/Lora/styles/ink.safetensors') },
    { name: 'linked', path: own('models/Lora/styles/linked.safetensors') },
  ]);
  expect(adapterNamed(files, 'sepia')?.name).toBe('sepia');
  expect(adapterNamed(files, 'SEPIA')?.name).toBe('Sepia');
  expect(adapterNamed(files, '../Lora/sepia')).toBeUndefined();
  expect(await listModelFiles('hypernetwork', 'ann')).toEqual([]);
});

test('VAEs lie in their folder, or beside the checkpoint they belong to', async () => {
  await writeFile(own('models/VAE/fine.safetensors'), '');
  await writeFile(own('models/Stable-diffusion/mine.vae.safetensors'), '');
  await writeFile(insideDataDir('models/Stable-diffusion/barn.vae.safetensors'), '');
  await writeFile(insideDataDir('models/Stable-diffusion/barn.safetensors'), '');
  const names = async (userName: string) => (await listModelFiles('vae', userName)).map(({ name }) => name);
  expect(await names('ann')).toEqual(['fine', 'mine.vae', 'barn.vae']);
  expect(await names('bob')).toEqual(['barn.vae']);
});

test('a folder that is not there, or is a file, holds nothing', async () => {
  await rm(own('embeddings'), { recursive: true });
  expect(await listModelFiles('embedding', 'ann')).toEqual([]);
  await writeFile(own('embeddings'), '');
  expect(await listModelFiles('embedding', 'ann')).toEqual([]);
  expect(await listModelFiles('embedding', 'nobody')).toEqual([]);
  await expect(listModelFiles('embedding', '../ann')).rejects.toThrow(/^User names have/);
});

const FOLDERS = {
  lora: ['models/Lora', 'loraDir'],
  vae: ['models/VAE', 'vaeDir'],
  embedding: ['embeddings', 'embeddingsDir'],
  hypernetwork: ['models/hypernetworks', 'hypernetworkDir'],
} as const;
const KINDS = Object.keys(FOLDERS) as ModelKind[];

test.each(KINDS.flatMap((kind) => KINDS.map((set) => [kind, set] as const)))(
  '%s with the flag for %s: one’s own, what is shared, never another person’s',
  async (kind, set) => {
    const [folder] = FOLDERS[kind];
    const given = join(data.path, 'given');
    const trees = { ann: own(folder), bob: insideTree(BOB, folder), usual: insideDataDir(folder), given };
    for (const [name, root] of Object.entries(trees)) {
      await rm(root, { recursive: true, force: true });
      await mkdir(root, { recursive: true });
      await writeFile(join(root, `${name}.safetensors`), '');
      await writeFile(join(root, 'same.safetensors'), '');
    }
    const before = process.env.ATELIER_CONFIG;
    const flag: Partial<Config> = { [FOLDERS[set][1]]: given };
    process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), ...flag });
    const listed = await listModelFiles(kind, 'ann');
    process.env.ATELIER_CONFIG = before;
    const seen = listed
      .map(({ path }) => path.slice(data.path.length + 1))
      .filter((path) => !path.includes('.vae.'));
    const mine = ['ann', 'same'].map((name) => `users/ann/${folder}/${name}.safetensors`);
    const shared = ['given', 'same'].map((name) => `given/${name}.safetensors`);
    if (kind !== set) expect(seen).toEqual(mine);
    else if (kind === 'lora') expect(seen).toEqual([...mine, 'given/given.safetensors']);
    else expect(seen).toEqual(shared);
  },
);
