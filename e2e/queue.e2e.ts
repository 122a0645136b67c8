import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/journey';

/** Sends jobs one after the other, as the form would. */
function submit(page: Page, jobs: readonly object[]): Promise<void> {
  return page.evaluate(async (all) => {
    for (const job of all) {
      const answer = await fetch('/api/jobs', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(job),
      });
      if (!answer.ok) throw new Error(await answer.text());
    }
  }, jobs);
}

const small = (prompt: string) => ({ prompt, steps: 2, width: 64, height: 64 });
const long = { prompt: 'a long one', steps: 150, width: 128, height: 128, batchCount: 50 };

async function dragTo(page: Page, handle: Locator, target: Locator): Promise<void> {
  const [from, to] = [(await handle.boundingBox())!, (await target.boundingBox())!];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, to.y + 2, { steps: 6 });
  await page.mouse.up();
}

test('the queue: order, cancel, put back, interrupt, again', async ({ page, studio }) => {
  await studio.setNumber('Sampling steps', 2);
  await studio.make('measured first');
  await submit(page, [long, ...['apple', 'boat', 'cedar', 'drum'].map(small)]);
  await page.getByRole('link', { name: 'Queue' }).click();
  const running = page.getByRole('region', { name: 'Running' });
  const rows = page.getByRole('region', { name: 'Waiting' }).getByRole('listitem');
  const ended = page.getByRole('region', { name: 'Ended today' }).getByRole('listitem');
  const handle = (prompt: string) => page.getByRole('button', { name: `Move “${prompt}”` });
  const shows = (...prompts: string[]) =>
    expect(rows).toHaveText(prompts.map((prompt) => new RegExp(`${prompt}`)));
  await expect(running).toContainText(long.prompt);
  await shows('apple', 'boat', 'cedar', 'drum');
  // Something was measured, so a time is told.
  await expect(rows.first()).toContainText(/takes about \d+ s/);
  await expect(rows.first()).toContainText(/starts in about/);

  await handle('cedar').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await shows('cedar', 'apple', 'boat', 'drum');
  await expect(handle('cedar')).toBeFocused();
  await dragTo(page, handle('drum'), rows.first());
  await shows('drum', 'cedar', 'apple', 'boat');
  // It is the server's order, not only this page's.
  await page.reload();
  await shows('drum', 'cedar', 'apple', 'boat');

  await rows.nth(1).getByRole('button', { name: 'Cancel' }).click();
  await shows('drum', 'apple', 'boat');
  await page.getByRole('button', { name: 'Undo' }).click();
  await shows('drum', 'cedar', 'apple', 'boat');
  await handle('apple').focus();
  await page.keyboard.press('Delete');
  await shows('drum', 'cedar', 'boat');

  await running.getByRole('button', { name: 'Interrupt' }).click();
  await expect(page.getByText('The queue is empty')).toBeVisible({ timeout: 30_000 });
  // The newest first: they ran in the order that was chosen.
  await expect(ended).toHaveText([/boat/, /cedar/, /drum/, /a long one/, /apple/, /cedar/, /measured first/]);
  await ended.first().getByRole('button', { name: 'Again' }).click();
  await expect(ended.nth(1)).toContainText('boat');
  await expect(ended.first()).toContainText('boat');
  await expect(ended).toHaveCount(8);
});
