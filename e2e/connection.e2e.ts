import { expect, test } from './support/journey';

test('the connection is lost and found; nothing typed is lost', async ({
  context,
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await studio.prompt.fill('typed before');
  await context.setOffline(true);
  const banner = page.getByRole('status').filter({ hasText: 'can’t be reached' });
  // The open stream of a browser that goes offline ends only at the next try: ask for one.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(banner).toContainText(/since \d\d:\d\d.*(Next try in \d s|Trying)/);
  await banner.getByRole('button', { name: 'Try now' }).click();
  await expect(banner).toBeVisible();
  await studio.prompt.fill('typed while away');
  await studio.generate.click();
  await expect(page.getByRole('contentinfo').getByRole('alert')).toContainText('can’t be reached');

  await context.setOffline(false);
  await expect(banner).toBeHidden();
  await expect(page.getByText('Connected again')).toBeVisible();
  await expect(studio.prompt).toHaveValue('typed while away');
  await studio.setNumber('Sampling steps', 2);
  await studio.make('typed while away');
});

test('the server dies under a picture: it is back by itself, the picture comes, nothing typed is lost', async ({
  page,
  product,
  studio,
  expectConsole,
}) => {
  expectConsole(/ERR_|Failed to load resource/);
  await studio.setNumber('Sampling steps', 150);
  await studio.prompt.fill('a lighthouse');
  await studio.generate.click();
  await expect(page.getByRole('contentinfo')).toContainText(/Step \d+/, { timeout: 30_000 });
  await studio.prompt.fill('typed meanwhile');
  await product.killWeb();
  const banner = page.getByRole('status').filter({ hasText: 'can’t be reached' });
  await expect(banner).toBeVisible();
  await studio.prompt.fill('typed while it was away');
  await expect(banner).toBeHidden({ timeout: 30_000 });
  await expect(page.getByText('Connected again')).toBeVisible();
  await expect(studio.pictures).toHaveCount(1, { timeout: 45_000 });
  await expect(studio.prompt).toHaveValue('typed while it was away');
  await page.reload();
  await expect(studio.prompt).toHaveValue('typed while it was away');
  await expect(studio.pictures).toHaveCount(1);
});
