import { expect } from '@playwright/test';
import { test } from '../support/journey';
import { Studio } from '../support/studio';
import { signIn } from './a-studio-of-people';
import { inEachLook } from './each-look';

test('scripts', async ({ browser, product }) => {
  const person = { name: 'grid', password: 'a password to be shown' };
  await product.atelier(['user', 'add', person.name, '--password-stdin'], person.password);
  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    const studio = new Studio(page);
    await signIn(page, person);
    await page.goto('/txt2img');
    const isPhone = page.viewportSize()!.width < 500;
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).last().fill('a lighthouse at dusk');
    await studio.setNumber('Seed', 7);
    const choose = async (name: string, option: string) => {
      await page.getByRole('combobox', { name, exact: true }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await choose('Script', 'X/Y/Z plot');
    await choose('X type', 'Steps');
    await page.getByRole('textbox', { name: 'X values' }).fill('2-8 (+3)');
    await choose('Y type', 'Sampler');
    const samplers = page.getByRole('group', { name: 'Values for Y' });
    await samplers.getByRole('button', { name: 'Euler', exact: true }).click();
    await samplers.getByRole('button', { name: 'DDIM', exact: true }).click();
    await page.getByRole('combobox', { name: 'X type', exact: true }).scrollIntoViewIfNeeded();
    await shoot('scripts-xyz');
    await studio.generate.click();
    // A person's second plot finds the first one's pictures on the stage.
    await expect(studio.jobs).toHaveCount(1);
    await expect(studio.jobs).toHaveCount(0, { timeout: 45_000 });
    await expect(studio.pictures).toHaveCount(7);
    if (isPhone) await page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
    await shoot('scripts-xyz-drawn');
    if (!isPhone) {
      await studio.pictures.first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await shoot('scripts-grid');
    }
  });
});
