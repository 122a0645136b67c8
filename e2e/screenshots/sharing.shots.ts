import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { golden, STARTER, STARTER_EMBEDDING, STARTER_LORA } from '@/worker/engine/testing/paths';
import { test } from '../support/journey';
import { ADMIN } from '../support/product';
import { aStudioOfPeople, call, type Shown, signIn } from './a-studio-of-people';
import { inEachLook } from './each-look';

const SHARED: readonly (readonly [path: string, source: string, access: 'all' | 'teams' | 'usual'])[] = [
  ['models/Lora/alpine-dusk.safetensors', STARTER_LORA, 'all'],
  ['models/Lora/campaign-2026.safetensors', STARTER_LORA, 'teams'],
  ['models/Lora/studies/botany-plates.safetensors', STARTER_LORA, 'usual'],
  ['models/Stable-diffusion/film-night.safetensors', STARTER, 'usual'],
  ['models/Stable-diffusion/client-only.safetensors', STARTER, 'teams'],
  ['embeddings/calm-sky.safetensors', STARTER_EMBEDDING, 'all'],
  ['models/hypernetworks/grain.safetensors', golden('adapter-hypernetwork.safetensors'), 'usual'],
];
const ADAS = ['paper-cut', 'ink-line'];
const NOTE = 'All our posters for the spring look like this. Trained on our own drawings.';

let shown: Shown;
test.beforeAll(async ({ browser, product }) => {
  const put = async (path: string, source: string) => {
    await mkdir(dirname(join(product.dataDir, path)), { recursive: true });
    await copyFile(source, join(product.dataDir, path));
  };
  for (const [path, source] of SHARED) await put(path, source);
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  shown = await aStudioOfPeople(page, product);
  for (const name of ADAS) await put(`users/ada/models/Lora/${name}.safetensors`, STARTER_LORA);
  const teams = await call(page, 'GET', '/api/admin/teams');
  for (const [path, , access] of SHARED) {
    const name = path.replace(/^.*\/|\.safetensors$/g, '');
    const found = async () => (await call(page, 'GET', `/api/admin/models?search=${name}`)).models[0];
    await expect.poll(found).toMatchObject({ name });
    const { id, version } = await found();
    const body = { version, access, teams: access === 'teams' ? [teams[0].id] : [] };
    await call(page, 'PUT', `/api/admin/models/${id}/access`, body);
  }
  await context.clearCookies();
  await signIn(page, shown.ada);
  for (const name of ADAS) {
    const found = async () => (await call(page, 'GET', `/api/models?whose=own&search=${name}`)).models[0];
    await expect.poll(found).toMatchObject({ name });
    await call(page, 'POST', `/api/models/${(await found()).id}/proposal`, {
      note: name === 'paper-cut' ? NOTE : '',
    });
  }
  await context.close();
});

test('shared models and proposals', async ({ browser, product }) => {
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, ADMIN);
    await page.goto('/admin/models');
    await expect(page.getByText(NOTE)).toBeVisible();
    await expect(page.getByRole('row', { name: /alpine-dusk/ })).toBeVisible();
    await shoot('admin-models');
    await page.getByRole('button', { name: 'Approve…' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Who may use it' }).click();
    await page.getByRole('option', { name: 'Some teams' }).click();
    await dialog.getByRole('checkbox', { name: /Playground/ }).check();
    await expect(dialog.getByText(/would lose the model/)).toBeVisible();
    await shoot('admin-model-approve');
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /campaign-2026/ }).click();
    await expect(dialog.getByRole('checkbox', { name: /Editorial/ })).toBeVisible();
    await shoot('admin-model');
  });
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, shown.ada);
    await page.goto('/models?whose=own');
    await page.getByRole('gridcell', { name: /^paper-cut,/ }).click();
    await expect(page.getByText(/^You proposed it/)).toBeVisible();
    await shoot('model-proposed');
  });
});
