/** Pictures of every page for the documentation: `npx playwright test --config e2e/screenshots.config.ts`. */
import { type BrowserContextOptions, devices, type Page } from '@playwright/test';
import sharp from 'sharp';
import { addPerson, expect, test } from './support/journey';
import { startProduct } from './support/product';
import { Studio } from './support/studio';
import { setTheme } from './support/theme';

const FOLDER = 'docs/screenshots';
const SCREENS: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { ...devices['Pixel 5'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
};
const PROMPTS = [
  'a red house, night sky',
  'an orange cat in the snow',
  'a yellow flower in a meadow',
  'a blue bird in the sky',
  'a gray castle in the forest',
  'a red mushroom in a meadow',
  'a mountain, sunset',
];

test.describe.configure({ timeout: 300_000 });

for (const [screen, options] of Object.entries(SCREENS)) {
  for (const theme of ['dark', 'light']) {
    test(`${theme} ${screen}`, async ({ browser, product }) => {
      const context = await browser.newContext({ ...options, baseURL: product.url, locale: 'en-GB' });
      await setTheme(context, theme);
      const page = await context.newPage();
      const shoot = (name: string) => photograph(page, `${name}-${theme}-${screen}`);

      await page.goto('/sign-in');
      await shoot('sign-in');
      const studio = new Studio(page);
      await studio.signIn(await addPerson(product));
      await shoot('studio-empty');
      for (const prompt of PROMPTS) await studio.make(prompt);
      await studio.setNumber('Batch size', 4);
      await studio.make('a boat on the beach, sunset');
      await shoot('studio-batch');
      await studio.setNumber('Batch size', 1);
      await studio.setNumber('Sampling steps', 150);
      await studio.prompt.fill('a purple robot in the city');
      await studio.generate.click();
      await expect(page.getByRole('contentinfo')).toContainText(/Step \d\d+ of 150/);
      await expect(studio.stage.getByRole('img', { name: 'Preview' })).toBeVisible();
      await studio.setNumber('Sampling steps', 20);
      await studio.prompt.fill('a teal car, snow');
      await studio.generate.click();
      await expect(studio.jobs).toHaveCount(2);
      await shoot('studio-running');
      await expect(studio.jobs).toHaveCount(0, { timeout: 60_000 });
      await shoot('studio-done');
      await studio.stage.getByRole('button', { name: 'Full size', exact: true }).click();
      await shoot('full-size');
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'My usage' }).click();
      await expect(page.getByRole('img', { name: /^Device time per day/ })).toBeVisible();
      await shoot('usage');
      await context.close();
    });
  }
}

test('set-up', async ({ browser }) => {
  const product = await startProduct({});
  const link = /http:\/\/\S+\/setup\/\S+/.exec(product.printed())![0];
  for (const [screen, options] of Object.entries(SCREENS)) {
    for (const theme of ['dark', 'light']) {
      const context = await browser.newContext(options);
      await setTheme(context, theme);
      const page = await context.newPage();
      await page.goto(link);
      await photograph(page, `setup-${theme}-${screen}`);
      await context.close();
    }
  }
  await product.stop();
});

async function photograph(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  // Files that are still on their way would leave holes.
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.loading === 'lazy' || image.complete),
  );
  const picture = await page.screenshot({ animations: 'disabled' });
  // 256 colours: a third of the size, no visible difference.
  await sharp(picture).png({ palette: true }).toFile(`${FOLDER}/${name}.png`);
}
