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
