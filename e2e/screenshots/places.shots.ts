import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/journey';
import { Studio } from '../support/studio';
import { call, signIn } from './a-studio-of-people';
import { inEachLook } from './each-look';

const WAITING = ['a red fox in the snow, studio light', 'a teapot, still life', 'portrait of an old sailor'];

test('queue, settings, extensions, help, palette', async ({ browser, product }) => {
  test.setTimeout(400_000);
  const person = { name: 'hedy', password: 'a password to be shown' };
  await product.atelier(['user', 'add', person.name, '--password-stdin'], person.password);
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  const studio = new Studio(page);
  await studio.signIn(person);
  await studio.setNumber('Width', 128);
  await studio.setNumber('Height', 128);
  for (const prompt of ['a lighthouse on a cliff, oil painting', 'a mountain, sunset'])
    await studio.make(prompt);
  const size = { width: 256, height: 256 };
  await call(page, 'POST', '/api/jobs', { ...size, prompt: 'a city of glass', steps: 150, batchCount: 90 });
  for (const prompt of WAITING) await call(page, 'POST', '/api/jobs', { ...size, prompt, batchCount: 2 });
  for (const name of ['prompt-palette', 'tag-list'])
    await mkdir(join(product.dataDir, 'users', person.name, 'extensions', name), { recursive: true });

  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, person);
    await page.goto('/queue');
    await expect(page.getByText(/Step \d/).first()).toBeVisible();
    await expect(page.getByText(/starts in about/).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Running' }).getByRole('presentation')).toBeVisible();
    await shoot('queue');
    await page.goto('/settings');
    await expect(page.getByRole('spinbutton', { name: 'Clip skip' })).toBeVisible();
    await shoot('settings');
    await page.goto('/extensions');
    await page.getByRole('switch', { name: 'tag-list' }).click();
    await shoot('extensions');
    await page.goto('/help');
    await page.locator('summary').nth(3).click();
    await shoot('help');
    await page.getByRole('button', { name: 'Search and commands' }).click();
    await page.getByRole('combobox').fill('a');
    await expect(page.getByRole('option').first()).toBeVisible();
    await shoot('palette');
    await page.goto('/docs');
    await shoot('docs');
  });
  await call(page, 'POST', '/sdapi/v1/interrupt');
  await context.close();
});
