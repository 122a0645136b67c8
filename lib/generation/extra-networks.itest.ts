import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { insideDataDir } from '@/lib/data-dir';
import { useTestDataDir } from '@/lib/db/testing';
import { adapterNamed, listAdapterFiles } from './adapter-files';
import { checkExtraNetworks, namesExtraNetworks, refuseOtherNetworks } from './extra-networks';

useTestDataDir();

beforeAll(async () => {
  const lora = insideDataDir('models/Lora');
  await mkdir(join(lora, 'styles'), { recursive: true });
  for (const name of ['Sepia', 'sepia', 'styles/ink', '.hidden']) {
    await writeFile(join(lora, `${name}.safetensors`), '');
  }
  await writeFile(join(lora, 'pickle.pt'), '');
  const outside = join(tmpdir(), `outside-${process.pid}.safetensors`);
  await writeFile(outside, '');
  await symlink(outside, join(lora, 'outside.safetensors'));
});

test('files of all folders by name; links that lead out, hidden files and pickles are none', async () => {
  const files = await listAdapterFiles('lora');
  expect(files).toEqual([
    { name: 'Sepia', path: insideDataDir('models/Lora/Sepia.safetensors') },
    { name: 'sepia', path: insideDataDir('models/Lora/sepia.safetensors') },
    { name: 'ink', path: insideDataDir('models/Lora/styles/ink.safetensors') },
  ]);
  expect(adapterNamed(files, 'sepia')?.name).toBe('sepia');
  expect(adapterNamed(files, 'SEPIA')?.name).toBe('Sepia');
  expect(adapterNamed(files, '../Lora/sepia')).toBeUndefined();
  expect(await listAdapterFiles('hypernetwork')).toEqual([]);
});

test.each([
  'a barn',
  '<lora:sepia:0.8>',
  '<lora:ink>',
  '<lyco:ink:te=0.5:unet=.7:dyn=x>',
  '<lora:sepia:-1:2e-1><lora:ink:1>',
  // Tags of other kinds are cut out and mean nothing.
  '<b:old>',
])('%s is fine', async (prompt) => {
  await expect(checkExtraNetworks(prompt)).resolves.toBeUndefined();
});

test.each([
  ['<lora:none:1>', 'extra_network_not_found', 'There is no LoRA "none" here.'],
  ['<lora:sepia:1> <lyco:outside>', 'extra_network_not_found', 'There is no LoRA "outside" here.'],
  ['<lora:../../secret:1>', 'extra_network_not_found', 'There is no LoRA "../../secret" here.'],
  ['<hypernet:sepia:1>', 'extra_network_not_found', 'There is no hypernetwork "sepia" here.'],
  ['<lora:sepia:much>', 'bad_extra_network', 'The strength in <lora:sepia:much> is no number.'],
  ['<lora:sepia:1:unet=>', 'bad_extra_network', 'The strength in <lora:sepia:1:unet=> is no number.'],
])('%s is refused', async (prompt, code, message) => {
  await expect(checkExtraNetworks(prompt)).rejects.toMatchObject({
    status: 400,
    code,
    message: expect.stringContaining(message),
  });
});

test('both passes have the same extra networks', () => {
  const tagged = 'a barn <lora:sepia:1>';
  expect([namesExtraNetworks(tagged), namesExtraNetworks('a <b> barn')]).toEqual([true, false]);
  expect(() => refuseOtherNetworks(tagged, '')).not.toThrow();
  expect(() => refuseOtherNetworks(tagged, '<lora:sepia:1> a house')).not.toThrow();
  for (const other of ['a house', '<lora:sepia:0.5>', '<lora:ink:1>']) {
    expect(() => refuseOtherNetworks(tagged, other)).toThrowError(expect.objectContaining({ status: 501 }));
  }
});
