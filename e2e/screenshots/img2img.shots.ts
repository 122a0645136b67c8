import { expect } from '@playwright/test';
import sharp from 'sharp';
import { CanvasPage } from '../support/canvas';
import { test } from '../support/journey';
import { Studio } from '../support/studio';
import { call, signIn } from './a-studio-of-people';
import { inEachLook } from './each-look';

test('Img2img', async ({ browser, product }) => {
  const person = { name: 'mary', password: 'a password to be shown' };
  await product.atelier(['user', 'add', person.name, '--password-stdin'], person.password);
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  const studio = new Studio(page);
  await studio.signIn(person);
  await studio.setNumber('Width', 384);
  await studio.setNumber('Height', 256);
  await studio.make('a house by a lake, sunset');
  const { pictures } = await call(page, 'GET', '/api/pictures');
  const file = await page.request.get(`/api/pictures/${pictures[0].id}/file`);
  const photo = await sharp(await file.body())
    .resize(768, 512)
    .png()
    .toBuffer();
  await context.close();

  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, person);
    const canvas = new CanvasPage(page);
    await canvas.open('Img2img');
    await expect(page.getByText('Drop a picture here')).toBeVisible();
    await shoot('img2img-empty');
    await canvas.open('Inpaint');
    await canvas.choose('house.png', photo);
    await canvas.draw([
      [0.3, 0.35],
      [0.45, 0.3],
      [0.6, 0.4],
      [0.4, 0.5],
      [0.55, 0.55],
    ]);
    await page.getByText('Only masked', { exact: true }).click();
    await expect(page.getByText(/^Only masked: /)).toBeVisible();
    await shoot('img2img-inpaint');
    await page.getByRole('button', { name: /^Right edge/ }).focus();
    for (let k = 0; k < 3; k++) await page.keyboard.press('Shift+ArrowRight');
    await page.getByRole('button', { name: 'Whole picture' }).click();
    await shoot('img2img-outpaint');
    await page.getByRole('tab', { name: 'Batch', exact: true }).click();
    await page
      .getByRole('tabpanel')
      .locator('input[type=file]')
      .setInputFiles(
        ['house.png', 'lake.png'].map((name) => ({ name, mimeType: 'image/png', buffer: photo })),
      );
    await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(2);
    await shoot('img2img-batch');
  });
});
