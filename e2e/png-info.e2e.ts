import sharp from 'sharp';
import { withPngText } from '@/lib/pictures/png-text';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/journey';

const INFOTEXT =
  'a lighthouse at dusk\nNegative prompt: fog\nSteps: 7, Sampler: DPM++ 2M Karras, CFG scale: 4.5, Seed: 99, Size: 128x192, Model: elsewhere, Unknown thing: yes';

const picture = (infotext?: string) =>
  sharp({ create: { width: 96, height: 144, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
    .then((png) => (infotext === undefined ? png : withPngText(png, 'parameters', infotext)));

test('a picture from another tool is dropped, read, and its parameters are sent to Txt2img', async ({
  page,
  studio,
}) => {
  await studio.prompt.fill('what was typed before');
  await page.getByRole('link', { name: 'PNG Info' }).click();
  await expect(page.getByText('Drop a picture to read how it was made')).toBeVisible();
  await expectAccessible(page);

  const bytes = [...(await picture(INFOTEXT))];
  const dropped = await page.evaluateHandle((numbers) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(numbers)], 'lighthouse.png', { type: 'image/png' }));
    return data;
  }, bytes);
  await page.getByRole('region', { name: 'Picture' }).dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByRole('region', { name: 'Prompt', exact: true })).toContainText(
    'a lighthouse at dusk',
  );
  await expect(page.getByRole('region', { name: 'Negative prompt' })).toContainText('fog');
  await expect(page.getByText('Unknown thing')).toBeVisible();
  await expect(page.getByText('PNG · 96 × 144')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Send to Txt2img' }).click();
  await expect(studio.prompt).toHaveValue('a lighthouse at dusk');
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('99');
  await expect(page.getByLabel('Sampling steps', { exact: true })).toHaveValue('7');
  await expect(page.getByRole('combobox', { name: 'Sampling method' })).toHaveText('DPM++ 2M');
});

test('what is no picture, says nothing, or is too large is told, and the next one is read', async ({
  page,
  studio: _,
  expectConsole,
}) => {
  expectConsole(/422/);
  await page.getByRole('link', { name: 'PNG Info' }).click();
  const choose = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });
  await choose('notes.txt', Buffer.from('some notes'));
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'This is no picture that can be read',
  );
  await choose('scan.tiff', Buffer.alloc(49 * 1024 * 1024));
  await expect(page.getByRole('main').getByRole('alert')).toContainText('“scan.tiff” has 49 MiB');
  await choose('plain.png', await picture());
  await expect(page.getByText('This picture does not say how it was made.')).toBeVisible();
  await choose('made.png', await picture(INFOTEXT));
  await expect(page.getByRole('region', { name: 'Prompt', exact: true })).toContainText('a lighthouse');
  // A folder in place of the picture that is shown: no script can make one, so the drop only says that it is one.
  await page.getByRole('region', { name: 'Picture' }).evaluate((place) => {
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    const item = { webkitGetAsEntry: () => ({ isDirectory: true }) };
    Object.assign(drop, { dataTransfer: { types: ['Files'], items: [item], files: [] } });
    place.dispatchEvent(drop);
  });
  await expect(page.getByRole('main').getByRole('alert')).toContainText('folder');
  await expect(page.getByRole('region', { name: 'Prompt', exact: true })).toBeHidden();
});
