import { expect } from '@playwright/test';
import { test } from '../support/journey';
import { ADMIN, startProduct } from '../support/product';
import { Studio } from '../support/studio';
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

let shown: Shown;
test.beforeAll(async ({ browser, product }) => {
  const context = await browser.newContext({ baseURL: product.url });
  shown = await aStudioOfPeople(await context.newPage(), product);
  await context.clearCookies();
  const studio = new Studio(await context.newPage());
  await studio.signIn(shown.ada);
  for (const prompt of PROMPTS) await studio.make(prompt);
  await context.close();
});

test('signing in', async ({ browser, product }) => {
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await page.goto('/sign-in');
    await shoot('sign-in');
    await page.goto(shown.joinPath);
    await expect(page.getByLabel('Name to sign in with')).toBeVisible();
    await shoot('join');
    await page.goto('/setup/used');
    await shoot('setup-used');
  });
});

test('studio and usage', async ({ browser, product }) => {
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    const studio = new Studio(page);
    await studio.signIn(shown.bruno);
    await shoot('studio-empty');
    await studio.setNumber('Sampling steps', 0);
    await studio.generate.click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await shoot('studio-error');
  });
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    const studio = new Studio(page);
    await studio.signIn(shown.ada);
    await studio.setNumber('Batch size', 4);
    await studio.make('a boat on the beach, sunset');
    await studio.prompt.scrollIntoViewIfNeeded();
    await shoot('studio-batch');
    await studio.setNumber('Batch size', 1);
    await studio.setNumber('Sampling steps', 150);
    await studio.prompt.fill('a purple robot in the city');
    await studio.generate.click();
    await expect(page.getByRole('contentinfo')).toContainText(/Step \d\d+ of 150/);
    await expect(studio.stage.getByRole('img', { name: 'Preview' })).toBeVisible();
    await studio.setNumber('Sampling steps', 20);
    await studio.prompt.fill('a teal car, snow');
    await studio.generate.click();
    await expect(studio.jobs).toHaveCount(2);
    await shoot('studio-running');
    await expect(studio.jobs).toHaveCount(0, { timeout: 60_000 });
    await shoot('studio-done');
    await studio.stage.getByRole('button', { name: 'Full size', exact: true }).click();
    await shoot('full-size');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'My usage' }).click();
    await expect(page.getByRole('img', { name: /^Device time per day/ })).toBeVisible();
    await shoot('usage');
    await page.goto('/usage?of=team');
    await page.getByRole('combobox', { name: 'Team' }).click();
    await page.getByRole('option', { name: /Film Berlin/ }).click();
    await expect(page.getByRole('table', { name: 'People' })).toContainText('Ada Brandt');
    await expect(page.getByRole('img', { name: /^Device time per day/ })).toBeVisible();
    await shoot('usage-team');
    await page.goto('/admin/teams');
    await page.getByRole('row', { name: /Film Berlin/ }).click();
    await expect(page.getByLabel('Add by sign-in name')).toBeVisible();
    await shoot('lead-team');
    await page.goto('/admin/invitations');
    await page.getByRole('button', { name: 'Invite' }).click();
    await expect(page.getByRole('combobox', { name: 'Team' })).toHaveText(/\w/);
    await shoot('lead-invite');
  });
});

test('files', async ({ browser, product }) => {
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, shown.ada);
    await page.goto('/files');
    const cell = (name: string | RegExp) => page.getByRole('gridcell', { name }).first();
    await expect(cell('outputs')).toBeVisible();
    await shoot('files');
    // A finger opens with one touch, and chooses with the box.
    const isTouch = await page.evaluate(() => matchMedia('(pointer: coarse)').matches);
    const open = (name: string | RegExp) => cell(name)[isTouch ? 'click' : 'dblclick']();
    for (const name of ['outputs', 'txt2img-images', /^\d{4}-/]) await open(name);
    await expect(cell(/\.png$/)).toBeVisible();
    if (isTouch)
      await cell(/\.png$/)
        .getByRole('checkbox')
        .check({ force: true });
    else await cell(/\.png$/).click();
    await shoot('files-list');
    await page.getByRole('button', { name: 'Show as grid' }).click();
    await expect(page.getByRole('grid').locator('img').first()).toBeVisible();
    await shoot('files-grid');
    await open(/\.png$/);
    await expect(page.getByRole('button', { name: 'Copy parameters' })).toBeVisible();
    await shoot('files-preview');
    await page.keyboard.press('Escape');
    if (!isTouch) {
      await cell(/\.png$/).click();
      const thrownAway = page.waitForResponse(/\/api\/files\/trash/);
      await page.keyboard.press('Delete');
      await thrownAway;
    }
    await page.getByRole('link', { name: 'Trash' }).click();
    await expect(page.getByRole('button', { name: 'Empty trash' })).toBeVisible();
    await shoot('files-trash');
  });
});

test('account', async ({ browser, product }) => {
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, shown.ada);
    await page.goto('/account');
    await expect(page.getByLabel('Shown as')).toBeVisible();
    await shoot('account');
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Set it up' }).click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await shoot('account-security');
    await call(page, 'POST', '/api/account/tokens', { name: 'Render farm', scopes: [], days: 90 });
    await page.goto('/account/tokens');
    await expect(page.getByText('Render farm').first()).toBeVisible();
    await shoot('account-tokens');
    await page.goto('/account/call');
    await expect(page.locator('pre')).toBeVisible();
    await shoot('account-call');
  });
});

test('admin', async ({ browser, product }) => {
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, ADMIN);
    await page.goto('/admin/people');
    await expect(page.getByRole('row', { name: /Ada Brandt/ })).toBeVisible();
    await shoot('admin-people');
    await page.getByRole('row', { name: /Ada Brandt/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot('admin-person');
    await page.goto('/admin/teams');
    await expect(page.getByRole('row', { name: /Film Berlin/ })).toBeVisible();
    await shoot('admin-teams');
    await page.getByRole('row', { name: /Film Berlin/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot('admin-team');
    await page.goto('/admin/invitations');
    await expect(page.getByRole('row', { name: /For Greta/ })).toBeVisible();
    await shoot('admin-invitations');
    await page.goto('/admin/audit');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Person changed' })
      .first()
      .getByRole('button')
      .click();
    await shoot('admin-audit');
    for (const name of ['Workers', 'Queue', 'Storage']) {
      await page.goto(`/admin/${name.toLowerCase()}`);
      await expect(page.getByRole('main').getByRole('heading', { name, level: 1 })).toBeVisible();
      await expect(
        page
          .getByRole('table')
          .or(page.getByText(/starter|Nothing of that kind/))
          .first(),
      ).toBeVisible();
      await shoot(`admin-${name.toLowerCase()}`);
    }
    await page.goto('/usage?of=all');
    await expect(page.getByRole('table', { name: 'People' })).toContainText('Ada Brandt');
    await expect(page.getByRole('img', { name: /^Device time per day/ })).toBeVisible();
    await shoot('usage-all');
    await page.goto('/admin/settings');
    await expect(page.getByText('Largest upload')).toBeVisible();
    await shoot('admin-settings');
    await page.goto('/admin/people');
    await page.getByRole('row', { name: /Ada Brandt/ }).click();
    await page.getByRole('button', { name: 'View as' }).click();
    await expect(page.getByText('You see the studio as ada')).toBeVisible();
    await expect(new Studio(page).pictures.first()).toBeVisible();
    await expect(new Studio(page).prompt).toBeVisible();
    await shoot('view-as');
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.waitForURL(/admin\/people/);
  });
});

test('set-up', async ({ browser }) => {
  const product = await startProduct({});
  const link = /http:\/\/\S+\/setup\/\S+/.exec(product.printed())![0];
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await page.goto(link);
    await shoot('setup');
  });
  await product.stop();
});
