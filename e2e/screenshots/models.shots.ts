import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { STARTER_LORA } from '@/worker/engine/testing/paths';
import { test } from '../support/journey';
import { Studio } from '../support/studio';
import { aShelfOfModels } from './a-shelf-of-models';
import { aStudioOfPeople, call, type Shown, signIn } from './a-studio-of-people';
import { inEachLook } from './each-look';

const PROMPTS = [
  'a red house, night sky',
  'an orange cat in the snow',
  'a yellow flower in a meadow',
  'a blue bird in the sky',
  'a gray castle in the forest',
  'a red mushroom in a meadow',
  'a mountain, sunset',
];
const NOTES = 'From the spring campaign. Best at 0.7, with the house style below.';

let shown: Shown;
test.beforeAll(async ({ browser, product }) => {
  const context = await browser.newContext({ baseURL: product.url });
  shown = await aStudioOfPeople(await context.newPage(), product);
  await context.clearCookies();
  const page = await context.newPage();
  const studio = new Studio(page);
  await studio.signIn(shown.ada);
  for (const prompt of PROMPTS) await studio.make(prompt);
  await aShelfOfModels(product);
  const list = async () => (await call(page, 'GET', '/api/models?limit=100')).models;
  await expect.poll(async () => (await list()).length, { timeout: 20_000 }).toBe(13);
  const of = async (name: string) => (await list()).find((model: { name: string }) => model.name === name);
  const { id, version } = await of('paper-cut');
  await call(page, 'PATCH', `/api/models/${id}`, { version, notes: NOTES, licence: 'In-house only' });
  await call(page, 'DELETE', `/api/models/${(await of('ink-line')).id}`);
  await context.close();
});

test('models', async ({ browser, product }) => {
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, shown.ada);
    await page.goto('/models');
    const cards = page.getByRole('grid', { name: 'Models' });
    const isPhone = page.viewportSize()!.width < 900;
    await expect(cards.locator('img').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await shoot('models');
    await cards.getByRole('gridcell', { name: /^paper-cut/ }).click();
    await expect(page.getByText(NOTES)).toBeVisible();
    await page.waitForLoadState('networkidle');
    await shoot('models-details');
    if (isPhone) await page.keyboard.press('Escape');
    const chooser = page.getByLabel('Models to upload');
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
    await chooser.setInputFiles([file('old-look.ckpt', Buffer.from('PK'))]);
    await expect(page.getByText('Convert it to .safetensors first')).toBeVisible();
    await shoot('models-refused');
    await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    await chooser.setInputFiles([file('linen.safetensors', await readFile(STARTER_LORA))]);
    await expect(page.getByRole('dialog', { name: 'What is “linen.safetensors”?' })).toBeVisible();
    await shoot('models-upload');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Trash', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Restore ink-line.safetensors' })).toBeVisible();
    await shoot('models-trash');
    await page.goto('/models?search=watercolour');
    await expect(page.getByText('No model like that')).toBeVisible();
    await shoot('models-none');
  });
});
