import { expect, test } from './support/journey';

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
  await page.getByRole('link', { name: 'My usage' }).click();
  await expect(page.getByRole('heading', { name: 'My usage' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
