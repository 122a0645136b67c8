import { ROUTES } from '@/app/route-table';
import { expectAccessible, expectAccessibleAlone } from './support/accessible';
import { CanvasPage, gradient } from './support/canvas';
import { expect, test } from './support/journey';
import { ADMIN } from './support/product';

test('sign-in, a used set-up link, the API for people', async ({ page }) => {
  await page.goto('/sign-in');
  await expectAccessible(page);
  await page.goto('/setup/used');
  await expect(page.getByRole('heading')).toHaveText('This link no longer works');
  await expectAccessible(page);
  await page.goto('/docs');
  await page.getByText('/sdapi/v1/txt2img').click();
  await expect(page.getByRole('cell', { name: 'enable_hr' })).toBeVisible();
  await expectAccessibleAlone(page);
});

test('the studio: empty, wrong, a script, running, done, full size, shortcuts', async ({ page, studio }) => {
  await expectAccessible(page);
  const choose = async (name: string, option: string) => {
    await page.getByRole('combobox', { name, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Script', 'X/Y/Z plot');
  await choose('X type', 'Sampler');
  await page.getByRole('group', { name: 'Values for X' }).getByRole('button', { name: 'LCM' }).click();
  await choose('Y type', 'Steps');
  await page.getByRole('textbox', { name: 'Y values' }).fill('none');
  await expectAccessible(page);
  await choose('Script', 'None');
  await studio.setNumber('Sampling steps', 0);
  await studio.generate.click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expectAccessible(page);
  await studio.setNumber('Sampling steps', 150);
  await studio.generate.click();
  await expect(page.getByRole('contentinfo')).toContainText(/Step \d+/, { timeout: 30_000 });
  await expectAccessible(page);
  await expect(studio.pictures).toHaveCount(1, { timeout: 45_000 });
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await studio.pictures.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expectAccessible(page);
});

test('img2img: batch, empty, drawn on', async ({ page, studio: _ }) => {
  const canvas = new CanvasPage(page);
  await canvas.open('Batch');
  await expectAccessible(page);
  await canvas.open('Inpaint');
  await expectAccessible(page);
  await canvas.choose('photo.png', await gradient(128, 128));
  await canvas.draw([
    [0.3, 0.3],
    [0.6, 0.6],
  ]);
  await expectAccessible(page);
});

test('files: list, chosen, menu, grid, picture, trash', async ({ page, studio }) => {
  await studio.setNumber('Sampling steps', 2);
  await studio.make('a moon');
  await page.goto('/files');
  const cell = (name: string | RegExp) => page.getByRole('gridcell', { name });
  await cell('outputs').click();
  await expectAccessible(page);
  for (const name of ['outputs', 'txt2img-images', /^\d{4}-/]) await cell(name).dblclick();
  await cell(/\.png$/).click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show as grid' }).click();
  await expectAccessible(page);
  await cell(/\.png$/).dblclick();
  await expect(page.getByRole('button', { name: 'Copy parameters' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await cell(/\.png$/).click();
  await page.keyboard.press('Delete');
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});

/** One row at least for lists that would be empty, with the buttons of its kind. */
const ROWS = {
  '/api/account/tokens': { name: 'a script', scopes: [], days: 30 },
  '/api/admin/invitations': { role: 'member', teamId: null, isLead: false, note: 'for Ann', days: 7 },
  '/api/admin/teams': { name: 'Film', costCentre: '4711' },
};

test('account and admin pages', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(ADMIN.name);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  for (const [path, body] of Object.entries(ROWS)) {
    const made = page.evaluate(
      async ([to, json]) => (await fetch(to, { method: 'POST', body: json })).status,
      [path, JSON.stringify(body)] as const,
    );
    expect(await made, path).toBe(201);
  }
  const paths = Object.keys(ROUTES)
    .filter((key) => /^PAGE \/(account|admin)/.test(key))
    .map((key) => key.replace('PAGE ', ''))
    .concat('/usage?of=all', '/usage?of=team');
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.getByText('Loading')).toHaveCount(0);
    await expectAccessible(page);
  }
});

test('queue, settings, extensions, help, the palette', async ({ page, studio }) => {
  await studio.setNumber('Sampling steps', 2);
  await studio.make('a moon');
  await studio.setNumber('Sampling steps', 150);
  for (let job = 0; job < 3; job++) {
    await studio.prompt.fill(`a moon ${job}`);
    await studio.generate.click();
  }
  await page.getByRole('link', { name: 'Queue' }).click();
  await expect(page.getByRole('region', { name: 'Waiting' }).getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page);
  // The other journeys wait for the same worker.
  await page.evaluate(() => fetch('/sdapi/v1/interrupt', { method: 'POST' }));
  for (const path of ['/settings', '/extensions', '/help']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
  await page.locator('summary').first().click();
  await expectAccessible(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});

test('usage', async ({ page, studio }) => {
  await studio.setNumber('Sampling steps', 2);
  await studio.make('a moon');
  await page.goto('/usage');
  await expect(page.getByRole('img', { name: /^Device time per day/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show table' }).click();
  await expectAccessible(page);
});
