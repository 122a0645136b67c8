import { expect } from '@playwright/test';
import { test } from '../support/journey';
import { Studio } from '../support/studio';
import { call, signIn } from './a-studio-of-people';
import { inEachLook } from './each-look';

test('PNG Info', async ({ browser, product }) => {
  const person = { name: 'grace', password: 'a password to be shown' };
  await product.atelier(['user', 'add', person.name, '--password-stdin'], person.password);
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  const studio = new Studio(page);
  await studio.signIn(person);
  await studio.setNumber('Width', 320);
  await studio.setNumber('Height', 256);
  await studio.make('a mountain, sunset');
  const { pictures } = await call(page, 'GET', '/api/pictures');
  const file = await page.request.get(`/api/pictures/${pictures[0].id}/file`);
  const buffer = await file.body();
  await context.close();

  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, person);
    await page.goto('/pnginfo');
    await expect(page.getByText('Drop a picture to read how it was made')).toBeVisible();
    await shoot('png-info-empty');
    const choose = (name: string, bytes: Buffer) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer: bytes });
    await choose('notes.txt', Buffer.from('some notes'));
    await expect(page.getByText('This is no picture')).toBeVisible();
    await shoot('png-info-refused');
    await choose('mountain.png', buffer);
    await expect(page.getByRole('button', { name: 'Send to Txt2img' })).toBeVisible();
    await shoot('png-info');
  });
});
