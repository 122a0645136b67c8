import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/journey';

test('settings: found, changed, undone, the same in two tabs', async ({ page, context, studio }) => {
  await studio.page.getByRole('link', { name: 'Settings' }).click();
  const other = await context.newPage();
  await other.goto('/settings');
  const steps = (of: typeof page) => of.getByRole('spinbutton', { name: 'Clip skip' });
  const tiling = (of: typeof page) => of.getByRole('switch', { name: 'Tiling' });

  await page.getByRole('searchbox', { name: 'Search settings' }).fill('clip');
  await expect(tiling(page)).toHaveCount(0);
  await steps(page).fill('3');
  await expect(steps(other)).toHaveValue('3');
  await expect(steps(other)).toHaveAccessibleDescription(/Changed/);
  // Another setting in the other tab leaves this one alone; of the same one the last wins, in both.
  await tiling(other).click();
  await steps(other).fill('5');
  await expect(steps(page)).toHaveValue('5');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('');
  await expect(tiling(page)).toBeChecked();

  await steps(page).fill('50');
  await expect(page.getByText('1 to 12')).toBeVisible();
  await steps(page).fill('6');
  await expect(steps(other)).toHaveValue('6');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(steps(other)).toHaveValue('5');
  await page.getByRole('button', { name: /Reset all \(2\)/ }).click();
  await expect(tiling(other)).not.toBeChecked();
  await expect(steps(other)).toHaveValue('1');

  await page.getByRole('combobox', { name: 'Begin with' }).click();
  await page.getByRole('option', { name: 'Gallery' }).click();
  await expect(other.getByRole('combobox', { name: 'Begin with' })).toHaveText('Gallery');
  await other.goto('/');
  await expect(other).toHaveURL(/\/gallery$/);
});

test('extensions: where they go, switched and applied', async ({ page, studio, product, person }) => {
  await expect(studio.generate).toBeVisible();
  await page.getByRole('link', { name: 'Extensions' }).click();
  await expect(page.getByText('No extensions yet')).toBeVisible();
  for (const name of ['tag-list', 'wildcards'])
    await mkdir(join(product.dataDir, 'users', person.name, 'extensions', name), { recursive: true });
  await page.reload();
  const tags = page.getByRole('switch', { name: 'tag-list' });
  await expect(tags).toBeChecked();
  await tags.click();
  await expect(page.getByText('1 change is not applied yet')).toBeVisible();
  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Apply and restart UI' }).click();
  await reloaded;
  await expect(tags).not.toBeChecked();
  await expect(page.getByRole('switch', { name: 'wildcards' })).toBeChecked();
});
