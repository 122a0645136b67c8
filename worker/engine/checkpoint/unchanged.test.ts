import { appendFile, copyFile, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { golden } from '../testing/paths';
import { temporaryFolder } from '../testing/temporary-folder';
import { diffusersFolder } from '../testing/write-diffusers-folder';
import { readCheckpoint } from './read-checkpoint';
import { assertUnchanged } from './unchanged';

async function copy(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'a.safetensors');
  await copyFile(golden('networks-sd2.safetensors'), file);
  return file;
}

it('lets untouched files pass', async () => {
  await assertUnchanged(await readCheckpoint(await copy()));
  await assertUnchanged(await readCheckpoint(await diffusersFolder('sdxl', 2)));
});

it.each<[string, (file: string) => Promise<void>]>([
  ['deleted', (file) => rm(file)],
  ['longer', (file) => appendFile(file, 'x')],
  ['written again', (file) => utimes(file, 1, 1)],
])('refuses a file that is %s', async (_, change) => {
  const place = await copy();
  const file = await readCheckpoint(place);
  await change(place);
  await expect(assertUnchanged(file)).rejects.toMatchObject({ code: 'checkpoint-missing' });
});

it('refuses a folder that lost a part', async () => {
  const folder = await diffusersFolder('sd1', 2);
  const file = await readCheckpoint(folder);
  await rm(path.join(folder, 'vae/diffusion_pytorch_model-00002-of-00002.safetensors'));
  await expect(assertUnchanged(file)).rejects.toMatchObject({ code: 'checkpoint-missing' });
});
