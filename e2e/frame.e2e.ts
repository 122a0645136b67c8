import { expect, test } from './support/journey';

test('one field for everything: places, acts, checkpoints, models, pictures, look, languages, help', async ({
  page,
  studio,
}) => {
  await studio.setNumber('Sampling steps', 2);
  await studio.make('a lighthouse');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  const field = palette.getByRole('combobox');
  const choose = async (text: string, option: string | RegExp) => {
    // Also while typing.
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await field.fill(text);
    await palette.getByRole('option', { name: option }).first().click();
    await expect(palette).toBeHidden();
  };
  await studio.prompt.focus();
  await choose('random', 'Random seed');
  await expect(studio.number('Seed')).toHaveValue('-1');
  await choose('starter', /^Draw with starter/);
  await expect(page.getByText(/is the checkpoint now/)).toBeVisible();
  await choose('light', 'Theme: Light');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await choose('lighthouse', /a lighthouse/);
  await expect(page).toHaveURL(/\/gallery\?search=lighthouse$/);
  await expect(page.getByRole('dialog').getByRole('img', { name: /a lighthouse/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('out of memory', /memory is not enough/);
  await expect(page.getByRole('group').filter({ hasText: 'memory is not enough' })).toHaveAttribute('open');
  await choose('日本', '日本語');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ヘルプ');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.getByRole('link', { name: 'キュー' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('キュー');
  await page.keyboard.press('Control+k');
  const japanese = page.getByRole('dialog', { name: '検索とコマンド' });
  await japanese.getByRole('combobox').fill('zzzz');
  await expect(japanese).toContainText('見つかりません');
});

test('help: searched, opened, linked from the keys', async ({ page, studio }) => {
  await expect(studio.generate).toBeVisible();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByRole('link', { name: 'Help' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  const topics = page.getByRole('heading', { level: 2 });
  await expect(topics).toHaveCount(14);
  await page.getByRole('searchbox', { name: 'Search the answers' }).fill('sdxl');
  await expect(topics).toHaveText([/is not listed/]);
  await page.getByText('models/Lora').waitFor();
  await page.getByRole('link', { name: 'Models', exact: true }).last().click();
  await expect(page).toHaveURL(/\/models$/);
});
