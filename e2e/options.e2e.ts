import { expectAccessible } from './support/accessible';
import { expect, test } from './support/journey';
import { parametersOf } from './support/png-text';

test('a second pass, a variation and the noise of the sampler: said in one line, drawn, kept, and read back', async ({
  page,
  studio,
}) => {
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  await studio.setNumber('Sampling steps', 2);
  await studio.setNumber('Width', 64);
  await studio.setNumber('Height', 64);
  await studio.setNumber('Clip skip', 2);

  await page.getByRole('switch', { name: 'Hires. fix' }).click();
  await studio.setNumber('Upscale by', 1.5);
  await studio.setNumber('Denoising strength', 0.5);
  await expect(section('Hires. fix').getByRole('button', { expanded: true })).toHaveText(
    /to 96 × 96 · Latent · 0.5/,
  );
  await studio.setNumber('Resize width to', 128);
  await expect(section('Hires. fix')).toContainText('to 128 × 128');

  await page.getByRole('switch', { name: 'Extra' }).click();
  await studio.setNumber('Variation seed', 5);
  await studio.setNumber('Variation strength', 0.25);
  await page.getByRole('button', { name: 'Sampling', exact: true }).click();
  await page.getByRole('switch', { name: 'Tiling' }).click();
  await studio.setNumber('Negative guidance minimum sigma', 1.5);

  await expectAccessible(page);

  await studio.make('a boat');
  await expect(studio.pictures).toHaveCount(1);
  const told = parametersOf((await studio.download()).bytes);
  for (const pair of [
    'Size: 64x64',
    'Variation seed: 5, Variation seed strength: 0.25',
    'Denoising strength: 0.5, Clip skip: 2',
    'Tiling: True',
    'Hires resize: 128x0, Hires upscaler: Latent',
    'NGMS: 1.5',
  ])
    expect(told).toContain(pair);

  // Kept over a reload: open sections too.
  await page.reload();
  await expect(studio.number('Variation strength')).toHaveValue('0.25');
  await expect(section('Sampling')).toContainText('Tiling');

  // Reset, one section at a time, then all of it back from what the picture says, pasted with what no field knows.
  for (const name of ['Hires. fix', 'Extra', 'Sampling'])
    await page.getByRole('button', { name: `Reset ${name}`, exact: true }).click();
  await expect(page.getByRole('switch', { name: 'Hires. fix' })).not.toBeChecked();
  await studio.prompt.fill(`${told}, Strange thing: yes`);
  await page.getByRole('button', { name: 'Read parameters from the prompt' }).click();
  await expect(page.getByText('There is no field for: Strange thing')).toBeVisible();
  await expect(studio.prompt).toHaveValue('a boat');
  await expect(page.getByRole('switch', { name: 'Hires. fix' })).toBeChecked();
  await expect(studio.number('Resize width to')).toHaveValue('128');
  await expect(studio.number('Variation seed')).toHaveValue('5');
  await expect(page.getByRole('switch', { name: 'Tiling' })).toBeChecked();
  await studio.generate.click();
  await expect(studio.thumbnails()).toHaveCount(2, { timeout: 45_000 });
  const again = parametersOf((await studio.download()).bytes);
  expect(again).toBe(told);
});

test('what only the server can judge is said where it stands, in a section that opens', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/status of 422/);
  await page.getByRole('switch', { name: 'Hires. fix' }).click();
  await studio.setNumber('Width', 1024);
  await studio.setNumber('Upscale by', 4);
  const head = page.getByRole('button', { name: /^Hires\. fix/ });
  await head.click();
  await expect(studio.number('Upscale by')).toBeHidden();
  await studio.prompt.fill('a boat');
  await studio.generate.click();
  const error = page.getByRole('alert').filter({ hasText: 'would scale the picture to 4096' });
  await expect(error.first()).toBeVisible();
  await expect(studio.number('Upscale by')).toHaveAttribute('aria-invalid', 'true');
});
