import type { BrowserContext } from '@playwright/test';

/** All pages of the context in this theme, as if it had been chosen before. */
export async function setTheme(context: BrowserContext, theme: string): Promise<void> {
  await context.addInitScript((name) => {
    // A page that is still blank has no storage.
    if (window.location.protocol.startsWith('http')) localStorage.setItem('theme', name);
  }, theme);
}
