import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { STARTER } from '@/worker/engine/testing/paths';
import { expectAccessible } from './support/accessible';
import { addPerson, expect, test } from './support/journey';
import { aLora, described, putFile, putLora } from './support/model-files';
import { ADMIN } from './support/product';
import { Studio } from './support/studio';

/** The Models page as a person sees it. */
class Models {
  readonly grid: Locator;
  readonly about: Locator;
  readonly uploads: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Models' });
    this.about = page.getByRole('complementary', { name: 'About this model' });
    this.uploads = page.getByRole('region', { name: 'Uploads' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Models', exact: true }).click();
    await expect(this.card('starter-v0')).toBeVisible();
  }

  card(name: string): Locator {
    return this.grid.getByRole('gridcell', { name: new RegExp(`^${name}, `) });
  }

  filter(name: string): Locator {
    return this.page.getByRole('complementary', { name: 'Filters' }).getByRole('button', { name });
  }

  /** Drops files onto the cards, as from a folder of one’s own. */
  async drop(files: Record<string, Buffer>): Promise<void> {
    const given = Object.entries(files).map(([name, bytes]) => [name, bytes.toString('base64')] as const);
    const transfer = await this.page.evaluateHandle((list) => {
      const data = new DataTransfer();
      for (const [name, text] of list) {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    }, given);
    const target = this.page.getByRole('region', { name: 'Models', exact: true });
    await target.dispatchEvent('dragenter', { dataTransfer: transfer });
    await expect(this.page.getByText(/^Drop to upload/)).toBeVisible();
    await target.dispatchEvent('drop', { dataTransfer: transfer });
  }
}

test('a file is dropped, its card is there at once, and a picture is drawn with it', async ({
  page,
  studio,
}) => {
  await studio.prompt.fill('a red house');
  await studio.setNumber('Sampling steps', 4);
  const models = new Models(page);
  await models.open();
  await models.drop({ 'sepia.safetensors': await aLora() });
  const question = page.getByRole('dialog', { name: 'What is “sepia.safetensors”?' });
  // The file says it; nobody has to know.
  await expect(question.getByRole('radio', { name: 'LoRA' })).toBeChecked();
  await question.getByRole('button', { name: 'Upload' }).click();
  await expect(models.uploads.getByRole('heading')).toHaveText('1 file uploaded');
  // How soon is measured by the benchmark; without watching it would be a minute.
  await expect(models.card('sepia')).toBeVisible();
  await models.uploads.getByRole('button', { name: 'Close' }).click();

  await models.card('sepia').click();
  await expect(models.about).toContainText('Warm Sepia');
  await expect(models.about).toContainText('LoRA · SD 1.x');
  await models.about.getByRole('button', { name: 'warm sepia' }).click();
  await models.about.getByRole('button', { name: 'Insert into the prompt' }).click();
  // What was typed is kept.
  await expect(studio.prompt).toHaveValue('a red house, warm sepia, <lora:sepia:1>');
  await expect(studio.number('Sampling steps')).toHaveValue('4');
  await studio.generate.click();
  await expect(studio.pictures).toHaveCount(1, { timeout: 45_000 });
  await expect(studio.stage).not.toContainText('sepia was not found');
  await studio.stage.getByRole('button', { name: 'Copy parameters' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Lora hashes: "sepia: ');
});

test('a file that is put there by hand appears without a reload, and goes again', async ({
  page,
  product,
  person,
  studio,
}) => {
  await expect(studio.generate).toBeVisible();
  const models = new Models(page);
  await models.open();
  await putLora(product, person.name, 'by-hand');
  await expect(models.card('by-hand')).toBeVisible();
  await models.filter('LoRAs').click();
  await expect(models.card('starter-v0')).toHaveCount(0);
  await page.keyboard.press('/');
  await page.keyboard.type('nothing like it');
  await expect(page.getByText('No model like that')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(models.card('starter-v0')).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search models' })).toHaveValue('');
});

test('one’s own hides a shared checkpoint of its path, and both say so', async ({
  page,
  product,
  person,
  studio,
}) => {
  await expect(studio.generate).toBeVisible();
  const models = new Models(page);
  await models.open();
  await putFile(
    product,
    person.name,
    'models/Stable-diffusion/starter-v0.safetensors',
    await described(STARTER, { own: 'yes' }),
  );
  await expect(models.card('starter-v0')).toHaveCount(2);
  await expect(
    models.grid.getByRole('gridcell', { name: 'starter-v0, Checkpoint · SD 1.x, shared, Your own is used' }),
  ).toBeVisible();
  await models.grid.getByRole('gridcell', { name: /^starter-v0, .*, shared/ }).click();
  await expect(models.about).toContainText('yours is used instead of this shared one');
  await expect(models.about.getByRole('button', { name: 'Use this checkpoint' })).toHaveCount(0);
  await models.grid.getByRole('gridcell', { name: /^starter-v0, .*, mine/ }).click();
  await models.about.getByRole('button', { name: 'Use this checkpoint' }).click();
  const checkpoint = page.getByRole('combobox', { name: 'Stable Diffusion checkpoint' });
  await expect(checkpoint).toHaveText(/starter-v0/);
  await checkpoint.click();
  await expect(page.getByRole('option', { name: /starter-v0/ })).toHaveCount(1);
  await expect(page.getByRole('option', { name: 'starter-v0' })).toContainText('mine');
});

test('notes are edited in place; what was written meanwhile elsewhere is not lost', async ({
  page,
  product,
  person,
  studio,
  expectConsole,
}) => {
  expectConsole(/409/);
  await expect(studio.generate).toBeVisible();
  await putLora(product, person.name, 'noted');
  const models = new Models(page);
  await models.open();
  await models.card('noted').click();
  await models.about.getByRole('button', { name: 'Add notes' }).click();
  const notes = models.about.getByRole('textbox', { name: 'Notes' });
  await notes.fill('for backgrounds');
  await page.keyboard.press('Control+Enter');
  await expect(models.about.getByText('for backgrounds')).toBeVisible();

  await models.about.getByRole('button', { name: 'Edit notes' }).click();
  await notes.fill('mine');
  await page.evaluate(async () => {
    const { models: list } = await (await fetch('/api/models?search=noted')).json();
    const { id, version } = list[0];
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ version, notes: 'theirs' });
    const answer = await fetch(`/api/models/${id}`, { method: 'PATCH', headers, body });
    if (!answer.ok) throw new Error(await answer.text());
  });
  await page.keyboard.press('Control+Enter');
  await expect(models.about.getByRole('alert')).toContainText('changed meanwhile');
  await expect(models.about.getByRole('alert')).toContainText('theirs');
  await expect(notes).toHaveValue('mine');
  await models.about.getByRole('button', { name: 'Keep mine' }).click();
  await expect(models.about.getByText('mine', { exact: true })).toBeVisible();

  // What the file says of its words gives way, and comes back.
  await models.about.getByRole('button', { name: 'Edit trigger words' }).click();
  await models.about.getByRole('textbox', { name: 'Trigger words' }).fill('ink, wash');
  await page.keyboard.press('Enter');
  await expect(models.about.getByRole('button', { name: 'wash' })).toBeVisible();
  await models.about.getByRole('button', { name: 'Edit trigger words' }).click();
  await models.about.getByRole('textbox', { name: 'Trigger words' }).fill('');
  await page.keyboard.press('Enter');
  await expect(models.about.getByRole('button', { name: 'warm sepia' })).toBeVisible();
});

test('a picture, another name, the trash and back', async ({
  page,
  product,
  person,
  studio,
  expectConsole,
}) => {
  expectConsole(/40[49]/);
  await expect(studio.generate).toBeVisible();
  for (const name of ['first', 'second']) await putLora(product, person.name, name);
  const models = new Models(page);
  await models.open();
  await models.card('first').click();
  const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  await page
    .getByLabel('Picture of the model')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture });
  await expect(models.about.getByRole('img', { name: 'Example of first' })).toBeVisible();
  await expect(models.card('first').getByRole('presentation')).toBeVisible();

  await models.grid.focus();
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: 'Rename “first”' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Second');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('is already there');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('renamed');
  await page.keyboard.press('Enter');
  await expect(models.card('renamed')).toBeVisible();
  await expect(models.about.getByRole('img', { name: 'Example of renamed' })).toBeVisible();

  await models.grid.focus();
  await page.keyboard.press('Delete');
  await expect(models.card('renamed')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(models.card('renamed')).toBeVisible();

  await models.card('renamed').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Move to the trash/ }).click();
  await expect(models.card('renamed')).toHaveCount(0);
  await models.filter('Trash').click();
  await page.getByRole('button', { name: 'Restore renamed.safetensors' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await models.filter('All').click();
  await expect(models.card('renamed').getByRole('presentation')).toBeVisible();
});

test('pickles are refused with what to do; the arrow keys choose', async ({ page, studio }) => {
  await expect(studio.generate).toBeVisible();
  const models = new Models(page);
  await models.open();
  await models.drop({ 'old.ckpt': Buffer.from('PK'), 'readme.md': Buffer.from('x') });
  const notice = page.getByRole('alert').filter({ hasText: 'old.ckpt' });
  await expect(notice).toContainText('Convert it to .safetensors first');
  await expect(notice).toContainText('“readme.md” is no model');
  await notice.getByRole('button', { name: 'Copy the command' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('old.safetensors');
  await notice.getByRole('button', { name: 'Close' }).click();
  await models.grid.focus();
  await page.keyboard.press('ArrowRight');
  await expect(models.grid.getByRole('gridcell', { selected: true })).toHaveCount(1);
  await expect(models.about.getByRole('heading', { level: 2 })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(models.about).toContainText('Choose a model');
});

test('two people see only their own; what is shared is an admin’s to change', async ({
  browser,
  page,
  product,
  person,
  studio,
}) => {
  await expect(studio.generate).toBeVisible();
  await putLora(product, person.name, 'a-secret');
  const models = new Models(page);
  await models.open();
  await expect(models.card('a-secret')).toBeVisible();
  const id = await page.evaluate(
    async () => (await (await fetch('/api/models?search=a-secret')).json()).models[0].id,
  );
  await models.card('starter-v0').click();
  await expect(models.about.getByRole('button', { name: 'Use this checkpoint' })).toBeVisible();
  await expect(models.about.getByRole('button', { name: 'Rename' })).toHaveCount(0);

  for (const other of [await addPerson(product), ADMIN]) {
    const context = await browser.newContext({ baseURL: product.url });
    const stranger = new Studio(await context.newPage());
    await stranger.signIn(other);
    const theirs = new Models(stranger.page);
    await theirs.open();
    await expect(theirs.card('a-secret')).toHaveCount(0);
    for (const path of ['', '/preview', '/file'])
      expect((await context.request.get(`/api/models/${id}${path}`)).status()).toBe(404);
    await theirs.card('starter-v0').click();
    await expect(theirs.about.getByRole('button', { name: 'Rename' })).toHaveCount(other === ADMIN ? 1 : 0);
    await context.close();
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('cards, a sheet with all about a model, and into the prompt', async ({
    page,
    product,
    person,
    studio,
  }) => {
    await expect(studio.generate).toBeVisible();
    await putLora(product, person.name, 'pocket');
    const models = new Models(page);
    await models.open();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await models.filter('LoRAs').tap();
    await models.card('pocket').tap();
    const sheet = page.getByRole('dialog', { name: 'About this model' });
    await expect(sheet.getByRole('heading', { name: 'pocket' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await sheet.getByRole('button', { name: 'Insert into the prompt' }).tap();
    await expect(studio.prompt).toHaveValue('<lora:pocket:1>, warm sepia');
  });
});

test('everybody can use it', async ({ page, product, person, studio }) => {
  await expect(studio.generate).toBeVisible();
  await putLora(product, person.name, 'sound');
  await putFile(product, person.name, 'models/Lora/wrong.safetensors', await described(STARTER, {}));
  const models = new Models(page);
  await page.goto('/models');
  await expect(models.card('wrong')).toBeVisible();
  await expectAccessible(page);
  await models.card('wrong').click();
  await expect(models.about).toContainText('not a LoRA');
  await expectAccessible(page);
  await models.card('sound').click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await models.about.getByRole('button', { name: 'Add notes' }).click();
  await expectAccessible(page);
  await models.drop({ 'a.pt': Buffer.from('x') });
  await expect(page.getByRole('alert').filter({ hasText: 'a.pt' })).toBeVisible();
  await models.drop({ 'a.safetensors': await aLora() });
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await models.filter('Trash').click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await expectAccessible(page);
});
