/** A real browser in front of the product, as the journeys have it. */
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { findChromium } from '../../chromium.mjs';
import { PASSWORD, type Product } from './running-product';

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

export async function startBrowser(): Promise<Browser> {
  const { CHROMIUM_PATH } = (await findChromium()) as { CHROMIUM_PATH?: string };
  return chromium.launch({ executablePath: CHROMIUM_PATH, args: ARGUMENTS });
}

/** A browser that has never been here, signed in as the admin: nothing of the studio is in its cache. */
export async function freshContext(browser: Browser, product: Product): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: product.address,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
  });
  // What is compiled for Node names functions in a way that a page, which is given one of them, does not know.
  await context.addInitScript('globalThis.__name = (named) => named');
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json();
  await context.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, name: 'admin', password: PASSWORD, json: 'true' },
  });
  return context;
}

/** Bytes of heap that JavaScript holds after a collection. */
export async function heldHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
