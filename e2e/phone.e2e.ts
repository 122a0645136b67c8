import { ROUTES } from '@/app/route-table';
import { expect, test } from './support/journey';
import { ADMIN } from './support/product';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('a picture on a phone', async ({ page, studio }) => {
  await expect(studio.prompt).toBeInViewport();
  await expect(studio.generate).toBeInViewport();
  await studio.number('Sampling steps').scrollIntoViewIfNeeded();
  await studio.setNumber('Sampling steps', 6);
  await studio.make('a red apple');
  await expect(studio.pictures).toBeInViewport();
  await expect(studio.thumbnails()).toHaveCount(1);
  await expect(studio.generate).toBeInViewport();
  // Nothing is wider than the screen.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.goto('/gallery');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('button', { name: /^Order/ }).click();
  await page.getByRole('menuitemradio', { name: 'Oldest' }).click();
  await expect(page).toHaveURL(/order=oldest/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'My usage' }).click();
  await expect(page.getByRole('heading', { name: 'My usage' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('no page is wider than a phone', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(ADMIN.name);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  for (const key of Object.keys(ROUTES).filter((route) => /^PAGE [^[]*$/.test(route))) {
    const path = key.replace('PAGE ', '');
    await page.goto(path);
    await expect(page.getByRole('navigation').first()).toBeVisible();
    const width = await page.evaluate(() =>
      Math.max(...[document.documentElement, ...document.querySelectorAll('main')].map((e) => e.scrollWidth)),
    );
    expect(width, path).toBeLessThanOrEqual(390);
    if (/^\/(account|admin)/.test(path))
      await expect(page.locator('main nav [aria-current=page]'), path).toBeInViewport({ ratio: 1 });
  }
});
