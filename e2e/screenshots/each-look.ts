import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  devices,
  type Page,
} from '@playwright/test';
import sharp from 'sharp';
import { setTheme } from '../support/theme';

const FOLDER = 'docs/screenshots';
const SCREENS: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { ...devices['Pixel 5'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
};

export interface Look {
  context: BrowserContext;
  page: Page;
  /** Photographs the page under this name, or another one of the context. */
  shoot: (name: string, page?: Page) => Promise<void>;
}

/** Does the same in both themes, on a desktop and a phone, one after the other. */
export async function inEachLook(
  browser: Browser,
  baseURL: string,
  work: (look: Look) => Promise<void>,
): Promise<void> {
  for (const [screen, options] of Object.entries(SCREENS)) {
    for (const theme of ['dark', 'light'] as const) {
      const context = await browser.newContext({ ...options, baseURL, locale: 'en-GB' });
      await setTheme(context, theme);
      const page = await context.newPage();
      await work({
        context,
        page,
        shoot: (name, other = page) => photograph(other, `${name}-${theme}-${screen}`),
      });
      await context.close();
    }
  }
}

async function photograph(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  // Files that are still on their way would leave holes.
  await page.waitForFunction(() =>
    [...document.images].every((image) => {
      const { top, right, bottom, left } = image.getBoundingClientRect();
      const isSeen = bottom > 0 && top < window.innerHeight && right > 0 && left < window.innerWidth;
      return image.complete || (image.loading === 'lazy' && !isSeen);
    }),
  );
  const picture = await page.screenshot({ animations: 'disabled' });
  await sharp(picture).webp({ quality: 85, effort: 6 }).toFile(`${FOLDER}/${name}.webp`);
}
