import { readFile } from 'node:fs/promises';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/journey';
import { parametersOf } from './support/png-text';

test('a batch is looked at, compared, drawn again, upscaled, thrown away and brought back, in two tabs', async ({
  page,
  studio,
  context,
}) => {
  for (const [name, value] of [
    ['Width', 64],
    ['Height', 64],
    ['Sampling steps', 2],
    ['Batch count', 2],
    ['Batch size', 2],
    ['Seed', 40],
  ] as const)
    await studio.setNumber(name, value);
  const other = await context.newPage();
  await other.goto('/txt2img');
  await studio.prompt.fill('a red house');
  await studio.generate.click();
  await expect(studio.pictures).toHaveCount(4, { timeout: 45_000 });
  // Work that began in one tab is on the stage of the other.
  const otherPictures = other
    .getByRole('region', { name: 'Stage' })
    .getByRole('button', { name: /^Full size: / });
  await expect(otherPictures).toHaveCount(4);

  // All of them, then one, turned by keys.
  const facts = studio.stage.getByText(/^Seed \d+ ·/);
  await page.keyboard.press('v');
  await expect(studio.pictures).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(facts).toContainText('Seed 41');
  await page.keyboard.press('v');
  await expect(studio.pictures).toHaveCount(4);

  // Two compared: the divider has keys, the zoom is of both.
  await studio.stage.getByRole('button', { name: 'Compare with another picture' }).click();
  await expect(page.getByText('Choose the picture to compare with')).toBeVisible();
  await studio.pictures.nth(3).click();
  const dialog = page.getByRole('dialog', { name: 'Two pictures compared' });
  const divider = dialog.getByRole('slider', { name: 'Where the left picture ends' });
  await expect(divider).toHaveValue('50');
  await divider.press('ArrowRight');
  await expect(divider).toHaveValue('51');
  await dialog.getByRole('button', { name: 'Side by side' }).click();
  await dialog.press('+');
  const transforms = () => dialog.locator('img').evaluateAll((all) => all.map((img) => img.style.transform));
  expect(await transforms()).toEqual(['translate(0px, 0px) scale(1.5)', 'translate(0px, 0px) scale(1.5)']);
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // All of the job as one archive.
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    studio.stage
      .getByRole('button', { name: 'More acts' })
      .click()
      .then(() => page.getByRole('menuitem', { name: 'Download all as archive' }).click()),
  ]);
  const zip = await readFile(await archive.path());
  expect(zip.toString('latin1').match(/\d{5}-4\d\.png/g)?.length).toBeGreaterThanOrEqual(4);

  // The same with the next seed, whatever the form says meanwhile.
  await studio.prompt.fill('something else');
  await studio.stage.getByRole('button', { name: 'Draw again with the next seed' }).click();
  await expect(studio.pictures).toHaveCount(1, { timeout: 30_000 });
  await expect(facts).toContainText('Seed 42');
  await expect(studio.prompt).toHaveValue('something else');
  const again = parametersOf((await studio.download()).bytes);
  expect(again).toContain('a red house');

  // Larger by its own parameters.
  await studio.stage.getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menuitem', { name: 'Upscale with Hires. fix' }).click();
  await expect(studio.stage.getByText(/128 × 128/)).toBeVisible({ timeout: 30_000 });
  expect(parametersOf((await studio.download()).bytes)).toMatch(/Seed: 42, .*Hires upscale: 2/);

  // To the trash: it leaves both tabs, and comes back to both.
  const count = await studio.thumbnails().count();
  const otherThumbnails = other.getByRole('region', { name: 'History' }).getByRole('button');
  await expect(otherThumbnails).toHaveCount(count);
  await otherThumbnails.first().click();
  await studio.stage.getByRole('button', { name: 'Move to the trash' }).click();
  await expect(studio.thumbnails()).toHaveCount(count - 1);
  await expect(otherThumbnails).toHaveCount(count - 1);
  await expect(other.getByRole('region', { name: 'Stage' }).getByText(/128 × 128/)).toBeHidden();
  await expect(other.getByRole('main').getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(studio.thumbnails()).toHaveCount(count);
  await expect(otherThumbnails).toHaveCount(count);
});
