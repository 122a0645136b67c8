import { expect, test } from './support/journey';

test('a job is on the usage page, as chart and as table', async ({ page, studio }) => {
  await page.goto('/usage');
  await expect(page.getByText('No jobs: last 30 days.')).toBeVisible();
  await page.goto('/txt2img');
  await studio.setNumber('Batch size', 2);
  await studio.setNumber('Sampling steps', 5);
  await studio.make('a fish');

  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'My usage' }).click();
  await expect(page.getByText('2 pictures in 1 job')).toHaveCount(3);
  await expect(page.getByRole('img', { name: /^Device time per day: .* s$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show table' }).click();
  const today = page.getByRole('row').nth(1);
  await expect(today.getByRole('cell').nth(1)).toHaveText('2');
  await expect(today.getByRole('cell').nth(2)).toHaveText('1');
});
