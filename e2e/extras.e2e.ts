import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/journey';

const picture = (width = 48, height = 32) =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();

test('one picture and several are made larger, compared, kept and downloaded', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/422/);
  // Who records the journey also asks for pictures that only the browser has.
  expectConsole(/Connecting to 'blob:/);
  await studio.setNumber('Width', 64);
  await studio.setNumber('Height', 64);
  await studio.setNumber('Sampling steps', 1);
  await studio.make('a red house');
  // From Txt2img, by the picture's own acts.
  await studio.stage.getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menuitem', { name: 'Send to extras' }).click();
  await expect(page.getByText('64 × 64 becomes 128 × 128')).toBeVisible();
  await page.getByLabel('Resize', { exact: true }).fill('3');
  await expect(page.getByText('64 × 64 becomes 192 × 192')).toBeVisible();
  const generate = page.getByRole('button', { name: /^Generate/ });
  await generate.click();
  const compare = page.getByRole('button', { name: 'Compare', exact: true });
  await expect(compare).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('After · 192 × 192')).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  expect(await sharp(await download.path()).metadata()).toMatchObject({ width: 192, height: 192 });

  // Several at once, dropped; one of them is none.
  await page.getByRole('button', { name: 'Batch Process' }).click();
  await page.getByRole('button', { name: 'Remove all' }).click();
  const dropped = await page.evaluateHandle(
    (bytes) => {
      const data = new DataTransfer();
      for (const name of ['a.png', 'b.png'])
        data.items.add(new File([Uint8Array.from(bytes)], name, { type: 'image/png' }));
      data.items.add(new File(['no picture'], 'c.png', { type: 'image/png' }));
      return data;
    },
    [...(await picture())],
  );
  await page.getByRole('region', { name: 'Pictures' }).dispatchEvent('drop', { dataTransfer: dropped });
  await page.getByRole('button', { name: 'Scale to' }).click();
  await page.getByLabel('Width', { exact: true }).fill('96');
  await page.getByLabel('Height', { exact: true }).fill('96');
  const answered = page.waitForResponse((response) => response.status() === 422);
  await generate.click();
  await expect(page.getByText('3 pictures · 2 pictures made · 1 could not be enlarged')).toBeVisible({
    timeout: 30_000,
  });
  await answered;
  await expect(page.getByText('96 × 96')).toHaveCount(2);
  await expect(
    page.getByRole('alert').filter({ hasText: 'This is no picture that can be read' }),
  ).toBeVisible();
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download all' }).click(),
  ]);
  expect(archive.suggestedFilename()).toMatch(/\.zip$/);
  await expectAccessible(page);

  // All of them are in the gallery, by what made them.
  await page.getByRole('link', { name: 'Show in the gallery' }).click();
  await expect(page.getByRole('gridcell')).toHaveCount(3);
});

test('what is no picture, too large or a folder is refused in words; pictures of a folder are taken', async ({
  page,
  studio: _,
  product,
  person,
}, testInfo) => {
  await page.goto('/extras');
  const choose = async (...files: string[]) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose a file' }).click(),
    ]);
    await chooser.setFiles(files);
  };
  const [scan, notes] = [testInfo.outputPath('scan.tiff'), testInfo.outputPath('notes.txt')];
  await writeFile(scan, '');
  await truncate(scan, 300 * 2 ** 20);
  await writeFile(notes, 'some notes');
  await choose(scan);
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(
    'scan.tiff has 300 MiB. A picture may have 48 MiB.',
  );
  await choose(notes);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This is no picture: notes.txt');
  await page.getByRole('region', { name: 'Pictures' }).evaluate((place) => {
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    const item = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true }) };
    const dataTransfer = { items: [item], files: [], types: ['Files'] };
    place.dispatchEvent(Object.assign(drop, { dataTransfer }));
  });
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This is a folder.');

  const inputs = join(product.dataDir, 'users', person.name, 'inputs');
  await page.goto('/files');
  await expect(page.getByRole('gridcell', { name: 'inputs' })).toBeVisible();
  for (const name of ['one.png', 'two.png']) await writeFile(join(inputs, name), await picture(16, 16));
  await page.goto('/extras');
  await page.getByRole('button', { name: 'From a folder' }).click();
  await expect(page.getByText('2 pictures')).toBeVisible();
  await page.getByRole('button', { name: 'Take these pictures' }).click();
  await page.getByRole('button', { name: /^Generate/ }).click();
  await expect(page.getByText('2 pictures · 2 pictures made')).toBeVisible({ timeout: 30_000 });
});
