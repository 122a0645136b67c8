import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { addPerson, expect, test } from './support/journey';
import { Studio } from './support/studio';

/** The Gallery as a person sees it. */
class Gallery {
  readonly grid: Locator;
  readonly pictures: Locator;
  readonly search: Locator;
  readonly bar: Locator;
  readonly viewer: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Pictures' });
    this.pictures = this.grid.getByRole('gridcell');
    this.search = page.getByRole('searchbox', { name: 'Search prompts and parameters' });
    this.bar = page.getByRole('toolbar', { name: 'What is chosen' });
    this.viewer = page.getByRole('dialog');
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Gallery', exact: true }).click();
    await expect(this.page.getByRole('heading', { name: 'Gallery' })).toBeAttached();
  }

  named(name: string): Locator {
    return this.grid.getByRole('gridcell', { name });
  }
}

async function makeAll(studio: Studio, prompts: readonly string[]): Promise<void> {
  await studio.setNumber('Sampling steps', 2);
  for (const prompt of prompts) await studio.make(prompt);
}

test('found by a search, marked, collected, thrown away together, brought back, used again', async ({
  page,
  studio,
}) => {
  const gallery = new Gallery(page);
  await makeAll(studio, ['a red house', 'a blue bird', 'a red boat']);
  await gallery.open();
  await expect(gallery.pictures).toHaveCount(3);
  await expect(gallery.pictures.first()).toHaveAccessibleName('a red boat');

  // Slowly enough that each letter is searched for; the field stays where one types.
  await gallery.search.pressSequentially('red', { delay: 300 });
  await expect(gallery.pictures).toHaveCount(2);
  await expect(gallery.search).toBeFocused();
  await page.keyboard.type(' -boat');
  await expect(gallery.pictures).toHaveCount(1);
  await expect(gallery.named('a red house')).toBeVisible();
  await gallery.search.fill('nothing like that');
  await expect(page.getByText('No picture fits')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(gallery.pictures).toHaveCount(3);

  const marked = page.waitForResponse(
    (answer) => answer.url().endsWith('/api/gallery/pictures') && answer.request().method() === 'PATCH',
  );
  await gallery.named('a blue bird').click();
  await page.keyboard.press('f');
  expect((await marked).ok()).toBe(true);
  await page.keyboard.press('4');
  await expect(gallery.named('a blue bird')).toContainText('4 stars');
  const filters = page.getByRole('complementary', { name: 'Filters' });
  await filters.getByRole('button', { name: /^Favourites/ }).click();
  await expect(gallery.pictures).toHaveCount(1);
  await page.reload();
  await expect(gallery.pictures).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(gallery.pictures).toHaveCount(3);

  await gallery.named('a red boat').click();
  await gallery.named('a blue bird').click({ modifiers: ['Shift'] });
  await expect(gallery.bar).toContainText('2 pictures chosen');
  await gallery.bar.getByRole('button', { name: 'Add to a collection' }).click();
  await page.getByRole('button', { name: 'New collection' }).last().click();
  await page.getByRole('textbox', { name: 'Name of the new collection' }).fill('Campaign');
  await page.keyboard.press('Enter');
  await expect(filters.getByRole('button', { name: /^Campaign/ })).toContainText('2');
  await page.keyboard.press('Escape');

  const download = page.waitForEvent('download');
  await gallery.bar.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);

  await gallery.grid.focus();
  await page.keyboard.press('Delete');
  await expect(gallery.pictures).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(gallery.pictures).toHaveCount(3);
  await expect(gallery.named('a blue bird')).toContainText('4 stars');

  await gallery.named('a red house').dblclick();
  await expect(gallery.viewer.getByText('a red house').first()).toBeVisible();
  await gallery.viewer.getByRole('combobox', { name: 'Add a tag' }).fill('Client A');
  await page.keyboard.press('Enter');
  await expect(gallery.viewer.getByRole('button', { name: 'Remove the tag client a' })).toBeVisible();
  await gallery.viewer.getByRole('button', { name: 'Use these' }).click();
  await page.waitForURL(/\/txt2img/);
  await expect(studio.prompt).toHaveValue('a red house');
  await expect(studio.number('Sampling steps')).toHaveValue('2');
});

test('with the keyboard alone: arrows, open, turn, close', async ({ page, studio }) => {
  const gallery = new Gallery(page);
  await makeAll(studio, ['first of all', 'second of all']);
  await page.keyboard.press('Escape');
  await gallery.open();
  await expect(gallery.pictures).toHaveCount(2);
  await gallery.grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(gallery.named('first of all')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(gallery.viewer.getByText('2 of 2')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(gallery.viewer.getByText('1 of 2')).toBeVisible();
  // From close up Esc leads back to the whole picture first.
  await page.keyboard.press('z');
  await expect(gallery.viewer.getByRole('button', { name: 'Fit into the window (Z)' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(gallery.viewer.getByRole('button', { name: 'Full size (Z)' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(gallery.viewer).toHaveCount(0);
});

test('what is made elsewhere hangs here at once; two people see only their own', async ({
  browser,
  product,
  page,
  studio,
}) => {
  const gallery = new Gallery(page);
  await gallery.open();
  await expect(page.getByText('Your pictures will hang here')).toBeVisible();

  const other = await page.context().newPage();
  await other.goto('/txt2img');
  const elsewhere = new Studio(other);
  await makeAll(elsewhere, ['made in another tab']);
  await expect(gallery.named('made in another tab')).toBeVisible();

  const context = await browser.newContext({ baseURL: product.url });
  const second = new Studio(await context.newPage());
  await second.signIn(await addPerson(product));
  await makeAll(second, ['somebody else’s']);
  const theirs = new Gallery(second.page);
  await theirs.open();
  await expect(theirs.pictures).toHaveCount(1);
  await expect(theirs.named('somebody else’s')).toBeVisible();
  await theirs.search.fill('another tab');
  await expect(second.page.getByText('No picture fits')).toBeVisible();
  await expect(gallery.pictures).toHaveCount(1);
  await context.close();
  await expect(studio.page.getByRole('grid', { name: 'Pictures' })).toBeVisible();
});

test('everybody can use it: empty, grid, chosen, picture', async ({ page, studio }) => {
  const gallery = new Gallery(page);
  await page.goto('/gallery');
  await expect(page.getByText('Your pictures will hang here')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/txt2img');
  await makeAll(studio, ['a moon', 'a star']);
  await gallery.open();
  await expect(gallery.pictures).toHaveCount(2);
  await expectAccessible(page);
  await gallery.named('a moon').click();
  await page.keyboard.press('f');
  await page.keyboard.press('3');
  await expect(gallery.named('a moon')).toContainText('3 stars');
  await expectAccessible(page);
  await gallery.named('a moon').dblclick();
  await expect(gallery.viewer.getByText('a moon').first()).toBeVisible();
  await expectAccessible(page);
});
