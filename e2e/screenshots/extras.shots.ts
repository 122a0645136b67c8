import { expect } from '@playwright/test';
import { test } from '../support/journey';
import { Studio } from '../support/studio';
import { call, signIn } from './a-studio-of-people';
import { inEachLook } from './each-look';

test('Extras, and two pictures compared', async ({ browser, product }) => {
  const person = { name: 'hana', password: 'a password to be shown' };
  await product.atelier(['user', 'add', person.name, '--password-stdin'], person.password);
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  const studio = new Studio(page);
  await studio.signIn(person);
  await studio.setNumber('Width', 256);
  await studio.setNumber('Height', 192);
  await studio.setNumber('Batch size', 2);
  await studio.make('a mountain, sunset');
  const { pictures } = await call(page, 'GET', '/api/pictures');
  await context.close();

  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, person);
    await page.goto('/extras');
    await expect(page.getByText('Drop a picture here')).toBeVisible();
    await shoot('extras-empty');
    await page.goto(`/extras?picture=${pictures[0].id}`);
    await expect(page.getByText('256 × 192 becomes 512 × 384')).toBeVisible();
    await page.getByRole('button', { name: /^Generate/ }).click();
    await expect(page.getByText('After · 512 × 384')).toBeVisible({ timeout: 30_000 });
    await shoot('extras');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Two pictures compared' })).toBeVisible();
    await page.getByRole('button', { name: 'Side by side' }).click();
    await shoot('compare');
  });
});
