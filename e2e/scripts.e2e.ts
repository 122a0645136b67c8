import type { Page } from '@playwright/test';
import { expect, test } from './support/journey';
import { parametersOf } from './support/png-text';
import type { Studio } from './support/studio';

interface SentPicture {
  id: string;
  width: number;
  height: number;
  infotext: string;
}

async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** The pictures of the newest job, once it has ended. */
async function drawn(page: Page, studio: Studio): Promise<SentPicture[]> {
  await expect(studio.jobs).toHaveCount(0, { timeout: 45_000 });
  const [job] = await (await page.request.get('/api/jobs?limit=1')).json();
  expect(job.state).toBe('succeeded');
  return job.pictures;
}

test('an X/Y/Z plot: samplers by steps in a grid with legends; a prompt matrix; both survive a reload', async ({
  page,
  studio,
}) => {
  await studio.setNumber('Width', 64);
  await studio.setNumber('Height', 64);
  await studio.setNumber('Seed', 5);
  await studio.prompt.fill('a red house');
  await choose(page, 'Script', 'X/Y/Z plot');
  await choose(page, 'X type', 'Steps');
  const steps = page.getByRole('textbox', { name: 'X values' });
  await steps.fill('1, many');
  await expect(steps).toHaveAccessibleDescription(/“many” is no whole number/);
  await steps.fill('1-3');
  await choose(page, 'Y type', 'Sampler');
  const samplers = page.getByRole('group', { name: 'Values for Y' });
  await samplers.getByRole('button', { name: 'Euler', exact: true }).click();
  await samplers.getByRole('button', { name: 'DDIM', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Y values' })).toHaveValue('Euler, DDIM');
  const dock = page.getByRole('contentinfo');
  await expect(dock).toContainText('6 pictures in 3 × 2');

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'X values' })).toHaveValue('1-3');
  await expect(dock).toContainText('6 pictures in 3 × 2');
  await page.getByRole('button', { name: 'Swap X/Y axes' }).click();
  await expect(dock).toContainText('6 pictures in 2 × 3');
  await studio.generate.click();
  await expect(studio.pictures).toHaveCount(7, { timeout: 45_000 });
  const [grid, ...pictures] = await drawn(page, studio);
  expect(pictures.map(({ infotext }) => /Steps: (\d+), Sampler: ([^,]+)/.exec(infotext)?.slice(1))).toEqual(
    ['1', '2', '3'].flatMap((count) => [
      [count, 'Euler'],
      [count, 'DDIM'],
    ]),
  );
  expect(grid!.width).toBeGreaterThan(2 * 64);
  expect(grid!.height).toBeGreaterThan(3 * 64);
  const file = await (await page.request.get(`/api/pictures/${grid!.id}/file`)).body();
  expect(parametersOf(file)).toContain('Script: X/Y/Z plot, X Type: Sampler, X Values: "Euler, DDIM"');

  // Nothing is sent while something is missing.
  await choose(page, 'Script', 'Prompts from file or textbox');
  await studio.generate.click();
  await expect(page.getByRole('textbox', { name: 'List of prompt inputs' })).toHaveAccessibleDescription(
    'There are no prompts. Write one a line.',
  );
  await choose(page, 'Script', 'Prompt matrix');
  await studio.setNumber('Sampling steps', 1);
  await studio.prompt.fill('a house|red|old');
  await expect(dock).toContainText('4 pictures in 2 × 2');
  await studio.generate.click();
  await expect(studio.pictures).toHaveCount(5, { timeout: 45_000 });
  const matrix = await drawn(page, studio);
  expect(matrix.slice(1).map(({ infotext }) => infotext.split('\n')[0])).toEqual([
    'a house',
    'a house, red',
    'a house, old',
    'a house, red, old',
  ]);
});
