import { type BrowserContext, expect, type Page } from '@playwright/test';

type Theme = 'dark' | 'light';

/** All pages of the context in this theme, as if it had been chosen before. */
export async function setTheme(context: BrowserContext, theme: Theme): Promise<void> {
  await context.addInitScript((name) => {
    // A page that is still blank has no storage.
    if (window.location.protocol.startsWith('http')) localStorage.setItem('theme', name);
  }, theme);
}

/** The page as it stands in this theme, as if it had been chosen in another tab. */
export async function changeTheme(page: Page, theme: Theme): Promise<void> {
  // Again and again: a page that has just come does not listen yet.
  await expect(async () => {
    await page.evaluate((newValue) => {
      localStorage.setItem('theme', newValue);
      dispatchEvent(new StorageEvent('storage', { key: 'theme', newValue }));
    }, theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}
