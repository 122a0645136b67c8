import { expect, test } from './support/journey';
import { parametersOf } from './support/png-text';

test('from a prompt to a picture that is kept', async ({ page, studio }) => {
  await expect(studio.stage.getByRole('heading')).toHaveText('What shall it be?');
  await studio.prompt.fill('a red house, night sky');
  await studio.setNumber('Sampling steps', 60);
  await studio.generate.click();

  // While it runs: the step, the time left, the growing picture.
  const dock = page.getByRole('contentinfo');
  await expect(dock).toContainText(/Step \d+ of 60/, { timeout: 30_000 });
  await expect(dock).toContainText(/\d+ s left/);
  await expect(dock.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /\d+/);
  await expect(studio.stage.getByRole('img', { name: 'Preview' })).toBeVisible();

  await expect(studio.pictures).toHaveCount(1, { timeout: 45_000 });
  await expect(studio.stage).toContainText('60 steps');
  await expect(studio.stage).toContainText('128 × 128');

  const { name, bytes } = await studio.download();
  expect(name).toMatch(/\.png$/);
  expect(parametersOf(bytes)).toMatch(
    /^a red house, night sky\nSteps: 60, Sampler: DPM\+\+ 2M, Schedule type: Karras/,
  );

  await page.reload();
  await expect(studio.thumbnails()).toHaveCount(1);
  await expect(studio.prompt).toHaveValue('a red house, night sky');
  await expect(studio.number('Sampling steps')).toHaveValue('60');
  await expect(studio.pictures).toHaveCount(1);
});

test('a picture’s parameters and seed go back into the form', async ({ page, studio }) => {
  await page.getByRole('textbox', { name: 'Negative prompt' }).fill('blurry');
  await studio.setNumber('CFG Scale', 5.5);
  await studio.setNumber('Sampling steps', 8);
  await studio.make('an orange cat, (masterpiece:1.2)');
  const facts = await studio.stage.getByText(/^Seed \d+/).textContent();
  const seed = /^Seed (\d+)/.exec(facts ?? '')![1]!;

  await studio.prompt.fill('something else');
  await studio.setNumber('Sampling steps', 30);
  await studio.stage.getByRole('button', { name: 'Reuse parameters' }).click();
  await expect(studio.prompt).toHaveValue('an orange cat, (masterpiece:1.2)');
  await expect(page.getByRole('textbox', { name: 'Negative prompt' })).toHaveValue('blurry');
  await expect(studio.number('Sampling steps')).toHaveValue('8');
  await expect(studio.number('CFG Scale')).toHaveValue('5.5');
  await expect(studio.number('Seed')).toHaveValue(seed);

  await page.getByRole('button', { name: 'Random seed' }).click();
  await expect(studio.number('Seed')).toHaveValue('-1');
  await studio.stage.getByRole('button', { name: 'Reuse seed' }).click();
  await expect(studio.number('Seed')).toHaveValue(seed);

  await studio.stage.getByRole('button', { name: 'Copy parameters' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`Negative prompt: blurry\nSteps: 8, Sampler: DPM++ 2M`);
  expect(copied).toContain(`Seed: ${seed}`);
});

test('the same parameters give the same bytes through the studio and the API', async ({
  request,
  studio,
  person,
}) => {
  await studio.setNumber('Seed', 4242);
  await studio.setNumber('Sampling steps', 10);
  await studio.make('a boat on the beach');
  const { bytes } = await studio.download();

  const answer = await request.post('/sdapi/v1/txt2img', {
    headers: {
      authorization: `Basic ${Buffer.from(`${person.name}:${person.password}`).toString('base64')}`,
    },
    data: {
      prompt: 'a boat on the beach',
      seed: 4242,
      steps: 10,
      cfg_scale: 7,
      width: 128,
      height: 128,
      sampler_name: 'DPM++ 2M',
      scheduler: 'Automatic',
    },
  });
  expect(answer.status()).toBe(200);
  const { images } = (await answer.json()) as { images: string[] };
  expect(Buffer.from(images[0]!, 'base64').equals(bytes)).toBe(true);
});

test('a batch: grid, full size, arrow keys', async ({ page, studio }) => {
  await studio.setNumber('Batch size', 2);
  await studio.setNumber('Batch count', 2);
  await studio.setNumber('Sampling steps', 6);
  await studio.make('a yellow flower in a meadow');
  await expect(studio.pictures).toHaveCount(4);
  await studio.pictures.first().click();
  const dialog = page.getByRole('dialog', { name: 'Picture in full size' });
  const caption = dialog.getByText(/^Seed \d+/);
  const first = await caption.textContent();
  await page.keyboard.press('ArrowRight');
  await expect(caption).not.toHaveText(first!);
  await page.keyboard.press('ArrowLeft');
  await expect(caption).toHaveText(first!);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a double click is one wish, two clicks with another prompt are two', async ({ studio }) => {
  await studio.setNumber('Sampling steps', 20);
  await studio.prompt.fill('a heart');
  await studio.generate.dblclick();
  await studio.prompt.fill('a star');
  await studio.generate.click();
  await expect.poll(() => studio.thumbnails().count(), { timeout: 45_000 }).toBe(2);
  await expect(studio.jobs).toHaveCount(0);
  await expect(studio.thumbnails()).toHaveCount(2);
});

test('interrupt keeps what is there, skip goes on with the next batch', async ({ page, studio }) => {
  await studio.prompt.fill('a castle');
  await studio.setNumber('Sampling steps', 150);
  await studio.setNumber('Batch count', 3);
  await studio.generate.click();
  const dock = page.getByRole('contentinfo');
  await expect(dock).toContainText(/Batch 1 of 3 · Step [1-9]/, { timeout: 30_000 });
  await studio.skip.click();
  await expect(dock).toContainText(/Batch 2 of 3 · Step/);
  await studio.interrupt.click();
  await expect(studio.jobs).toHaveCount(0, { timeout: 20_000 });
  await expect(studio.stage).toContainText('cut short');
});

test('work started in one tab is seen in another', async ({ page, studio }) => {
  const other = await page.context().newPage();
  await other.goto('/txt2img');
  await studio.setNumber('Sampling steps', 40);
  await studio.prompt.fill('a blue bird');
  await studio.generate.click();
  await expect(other.getByRole('region', { name: 'Running jobs' })).toContainText('a blue bird');
  await expect(other.getByRole('region', { name: 'History' }).getByRole('button')).toHaveCount(1, {
    timeout: 45_000,
  });
});

test('two people see only their own', async ({ browser, product, studio, request }) => {
  await studio.setNumber('Sampling steps', 4);
  await studio.make('a secret');
  const url = await studio.history.getByRole('img').getAttribute('src');

  const { addPerson } = await import('./support/journey');
  const { Studio } = await import('./support/studio');
  const context = await browser.newContext({ baseURL: product.url });
  const stranger = new Studio(await context.newPage());
  const theirs = await addPerson(product);
  await stranger.signIn(theirs);
  await expect(stranger.page.getByText('Your pictures will appear here.')).toBeVisible();
  expect((await context.request.get(url!)).status()).toBe(404);
  expect((await request.get(url!)).status()).toBe(401);
  await context.close();
});
