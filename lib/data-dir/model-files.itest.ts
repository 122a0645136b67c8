import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insideDataDir } from '@/lib/data-dir';
import { useTestDataDir } from '@/lib/db/testing';
import { adapterNamed } from '@/lib/generation/adapter-files';
import { listModelFiles } from './model-files';

const data = useTestDataDir();
const outside = join(tmpdir(), `outside-${process.pid}.safetensors`);
afterAll(() => rm(outside, { force: true }));

beforeAll(async () => {
  const lora = insideDataDir('models/Lora');
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
  const files = await listModelFiles('lora');
  expect(files).toEqual([
    { name: 'Sepia', path: insideDataDir('models/Lora/Sepia.safetensors') },
    { name: 'sepia', path: insideDataDir('models/Lora/sepia.safetensors') },
    { name: 'ink', path: insideDataDir('models/Lora/styles/ink.safetensors') },
    { name: 'linked', path: insideDataDir('models/Lora/styles/linked.safetensors') },
  ]);
  expect(adapterNamed(files, 'sepia')?.name).toBe('sepia');
  expect(adapterNamed(files, 'SEPIA')?.name).toBe('Sepia');
  expect(adapterNamed(files, '../Lora/sepia')).toBeUndefined();
  expect(await listModelFiles('hypernetwork')).toEqual([]);
});

test('VAEs lie in their folder, or beside the checkpoint they belong to', async () => {
  await writeFile(insideDataDir('models/VAE/fine.safetensors'), '');
  await writeFile(insideDataDir('models/Stable-diffusion/barn.vae.safetensors'), '');
  await writeFile(insideDataDir('models/Stable-diffusion/barn.safetensors'), '');
  expect((await listModelFiles('vae')).map(({ name }) => name)).toEqual(['barn.vae', 'fine']);
});

test('a folder that is not there holds nothing; one that leads out of the data directory neither', async () => {
  await rm(join(data.path, 'embeddings'), { recursive: true });
  expect(await listModelFiles('embedding')).toEqual([]);
  await symlink(tmpdir(), join(data.path, 'embeddings'));
  expect(await listModelFiles('embedding')).toEqual([]);
});
