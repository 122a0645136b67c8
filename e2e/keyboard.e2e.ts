import { keysOf } from '@/components/shortcuts/shortcuts';
import { expect, test } from './support/journey';

test('a picture without a mouse', async ({ page, studio }) => {
  await page.keyboard.press('p');
  await expect(studio.prompt).toBeFocused();
  await page.keyboard.type('a mushroom');

  // The number fields: arrows, with Shift ten steps.
  await studio.number('Sampling steps').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(studio.number('Sampling steps')).toHaveValue('9');
  await page.keyboard.press('Control+Enter');
  await expect(studio.pictures).toHaveCount(1, { timeout: 45_000 });

  await studio.pictures.focus();
  await page.keyboard.press('f');
  await expect(page.getByRole('dialog', { name: 'Picture in full size' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('s');
  await expect(studio.number('Seed')).not.toHaveValue('-1');
  await page.keyboard.press('n');
  await expect(studio.number('Seed')).toHaveValue('-1');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Reuse parameters');
  await page.keyboard.press('Escape');
  await page.keyboard.press(keysOf('openModels'));
  await expect(page.getByRole('heading', { name: 'Models', level: 1 })).toBeVisible();
  await page.keyboard.press(keysOf('openFiles'));
  await expect(page.getByRole('heading', { name: 'Files' })).toBeVisible();
  await page.keyboard.press(keysOf('openUsage'));
  await expect(page.getByRole('heading', { name: 'My usage' })).toBeVisible();
});

test('everything on the page is reached with Tab', async ({ page, studio }) => {
  await studio.make('a star');
  await page.locator('body').press('Home');
  const reached = new Set<string>();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    reached.add(
      await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        const label =
          element && 'labels' in element ? (element as HTMLInputElement).labels?.[0]?.textContent : null;
        return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
      }),
    );
  }
  for (const name of ['Sampling method', 'Download', 'Reuse seed', 'Theme']) expect(reached).toContain(name);
  expect([...reached].some((name) => name.startsWith('Generate'))).toBe(true);
});

test('a label is dragged to change its number and double-clicked to reset it', async ({ page, studio }) => {
  const label = page.getByText('Sampling steps', { exact: true });
  const box = (await label.boundingBox())!;
  await page.mouse.move(box.x + 10, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 50, box.y + 8, { steps: 5 });
  await page.mouse.up();
  await expect(studio.number('Sampling steps')).toHaveValue('30');
  await expect(studio.number('Sampling steps')).toHaveAccessibleDescription(/Changed from the default/);
  await label.dblclick();
  await expect(studio.number('Sampling steps')).toHaveValue('20');
});
