import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import sharp from 'sharp';
import { CanvasPage, gradient } from './support/canvas';
import { expect, test } from './support/journey';

const SIDE = 128;
/** The upper left quarter, for a lasso. */
const UPPER_LEFT = [
  [0.01, 0.01],
  [0.5, 0.01],
  [0.5, 0.5],
  [0.01, 0.5],
] as const;

/** The largest difference of a pixel in a part of two pictures of one size, 0..255. */
function difference(
  a: Buffer,
  b: Buffer,
  width: number,
  isIn: (x: number, y: number) => boolean,
): { most: number; mean: number } {
  let [most, sum, count] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const pixel = Math.floor(at / 3);
    if (!isIn(pixel % width, Math.floor(pixel / width))) continue;
    const apart = Math.abs(a[at]! - b[at]!);
    most = Math.max(most, apart);
    sum += apart;
    count++;
  }
  return { most, mean: sum / count };
}

test('a mask is drawn with the pointer and with keys, taken back, kept over a reload; only what is masked changes; outpainting grows', async ({
  page,
  studio,
}) => {
  const canvas = new CanvasPage(page);
  const png = await gradient(SIDE, SIDE);
  const before = await sharp(png).removeAlpha().raw().toBuffer();
  await canvas.open('Inpaint');
  await canvas.choose('photo.png', png);
  await canvas.draw([
    [0.1, 0.1],
    [0.9, 0.9],
  ]);
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(undo).toBeDisabled();
  // With keys alone: the focus is in the picture.
  for (const key of ['ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(undo).toBeEnabled();
  await page.keyboard.press('Delete');
  await page.keyboard.press('[');
  // The upper left quarter, by a lasso.
  await page.keyboard.press('l');
  await canvas.draw(UPPER_LEFT);
  await page.getByText('Only masked', { exact: true }).click();
  await expect(page.getByText(/^Only masked: \d+ × \d+$/)).toBeVisible();
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const names = await new Promise<IDBValidKey[]>((resolve) => {
          const opening = indexedDB.open('atelier');
          opening.onsuccess = () => {
            const all = opening.result.transaction('kept').objectStore('kept').getAll();
            all.onsuccess = () =>
              resolve(all.result.map((kept: { tiles?: unknown[] }) => kept.tiles?.length ?? 0));
          };
        });
        return names;
      }),
    )
    .toContain(1);
  await page.reload();
  await expect(page.getByText(/^Only masked: \d+ × \d+$/)).toBeVisible();
  await page.getByText('Whole picture', { exact: true }).last().click();
  await studio.setNumber('Sampling steps', 4);
  await studio.setNumber('Mask blur', 0);
  await studio.setNumber('Denoising strength', 1);
  await studio.make('a red house, night sky');

  const result = await canvas.result();
  expect([result.width, result.height]).toEqual([SIDE, SIDE]);
  const outside = difference(before, result.data, SIDE, (x, y) => x > 72 || y > 72);
  const inside = difference(before, result.data, SIDE, (x, y) => x > 8 && y > 8 && x < 56 && y < 56);
  expect(outside.most).toBe(0);
  expect(inside.mean).toBeGreaterThan(10);

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('slider', { name: 'Where the left picture ends' }).fill('25');
  await expect(page.getByRole('tabpanel').getByRole('img', { name: 'Before' })).toBeVisible();

  // The right edge by 64 pixels, with its keys; the picture stays, what is new is drawn.
  await page.getByRole('button', { name: 'Canvas', exact: true }).click();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  const edge = page.getByRole('button', { name: /^Right edge/ });
  await edge.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText(`${SIDE + 64} × ${SIDE}, larger than the picture`)).toBeVisible();
  await expect(studio.number('Width')).toHaveValue(String(SIDE + 64));
  await page.getByRole('button', { name: 'Whole picture' }).click();
  const { x, y, width, height } = await canvas.frame();
  await page.mouse.move(x + width + 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + (width * (SIDE + 2)) / (SIDE + 64), y + height / 2, { steps: 3 });
  await page.mouse.up();
  await expect(page.getByText(`${SIDE} × ${SIDE}`, { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(`${SIDE + 64} × ${SIDE}, larger than the picture`)).toBeVisible();
  await studio.make('a wide landscape');
  const wide = await canvas.result();
  expect([wide.width, wide.height]).toEqual([SIDE + 64, SIDE]);
  const left = await sharp(wide.data, { raw: { width: wide.width, height: SIDE, channels: 3 } })
    .extract({ left: 0, top: 0, width: SIDE, height: SIDE })
    .raw()
    .toBuffer();
  expect(difference(before, left, SIDE, (px) => px < SIDE - 8).most).toBe(0);
});

test('a sketch goes with the picture; a mask has colours, or is a file; a batch makes a job of each; a picture is sent on by its address', async ({
  page,
  studio,
}) => {
  const canvas = new CanvasPage(page);
  await canvas.open('Sketch');
  await canvas.choose('photo.png', await gradient(SIDE, SIDE));
  await page.getByLabel('Colour', { exact: true }).fill('#00ff00');
  await canvas.paper.focus();
  await page.keyboard.press('f');
  const { x, y, width, height } = await canvas.frame();
  await page.mouse.click(x + width / 2, y + height / 2);
  // One step of the last: what comes out is what went in.
  await studio.setNumber('Sampling steps', 20);
  await studio.setNumber('Denoising strength', 0);
  await studio.make('grass');
  const { data } = await canvas.result();
  const middle = 3 * ((SIDE / 2) * SIDE + SIDE / 2);
  expect(data[middle + 1]).toBeGreaterThan(150);
  expect(data[middle]).toBeLessThan(110);

  // What is painted is the mask, too, and its colours are what is drawn over: with nothing to draw they stay.
  const photo = await gradient(SIDE, SIDE);
  const before = await sharp(photo).removeAlpha().raw().toBuffer();
  const upperLeft = (x: number, y: number) => x < 40 && y < 40;
  const rest = (x: number, y: number) => x > 72 || y > 72;
  await canvas.open('Inpaint sketch');
  await canvas.choose('photo.png', photo);
  await page.getByLabel('Colour', { exact: true }).fill('#00ff00');
  await canvas.paper.focus();
  await page.keyboard.press('l');
  await canvas.draw(UPPER_LEFT);
  await studio.setNumber('Mask blur', 0);
  await studio.make('a hedge');
  const painted = await canvas.result();
  expect(difference(before, painted.data, SIDE, rest).most).toBe(0);
  expect(painted.data[3 * (20 * SIDE + 20) + 1]).toBeGreaterThan(150);

  // A mask made elsewhere: white is drawn anew.
  await canvas.open('Inpaint upload');
  await canvas.choose('photo.png', photo);
  const white = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const mask = await sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#000' } })
    .composite([{ input: white, left: 0, top: 0 }])
    .png()
    .toBuffer();
  await canvas.choose('mask.png', mask, 1);
  await studio.setNumber('Denoising strength', 1);
  await studio.setNumber('Sampling steps', 4);
  await studio.make('a red house, night sky');
  const masked = await canvas.result();
  expect(difference(before, masked.data, SIDE, rest).most).toBe(0);
  expect(difference(before, masked.data, SIDE, upperLeft).mean).toBeGreaterThan(10);

  await page.getByRole('tab', { name: 'Batch', exact: true }).click();
  await page
    .getByRole('tabpanel')
    .locator('input[type=file]')
    .setInputFiles([
      { name: 'one.png', mimeType: 'image/png', buffer: await gradient(SIDE, SIDE) },
      { name: 'two.png', mimeType: 'image/png', buffer: await gradient(SIDE, 64) },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') },
    ]);
  await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('alert').filter({ hasText: '“notes.txt” is no picture' })).toBeVisible();
  await studio.prompt.fill('two of them');
  await studio.generate.click();
  await expect(page.getByRole('tabpanel').getByText(/· sent$/)).toHaveCount(2);
  await expect.poll(() => studio.thumbnails().count(), { timeout: 45_000 }).toBe(5);

  const url = (await studio.history.getByRole('img').first().getAttribute('src'))!;
  await page.goto(`/img2img?mode=inpaint&picture=${/pictures\/([^/]+)\//.exec(url)![1]}`);
  await expect(canvas.paper).toBeVisible();
  await expect(page).toHaveURL(/\/img2img$/);
  await expect(page.getByRole('tab', { name: 'Inpaint', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

/** Drops what the page can drop; a file of the disk comes through an input. */
async function drop(place: Locator, kind: 'text' | 'folder'): Promise<void> {
  const transfer = await place.page().evaluateHandle((what) => {
    const data = new DataTransfer();
    data.items.add(new File(['some notes'], 'notes.txt', { type: 'text/plain' }));
    if (what === 'folder') {
      const item = { webkitGetAsEntry: () => ({ isDirectory: true }) };
      Object.defineProperty(data, 'items', { value: [item] });
    }
    return data;
  }, kind);
  await place.dispatchEvent('drop', { dataTransfer: transfer });
}

test('a text, a TIFF of 300 MB and a folder are refused in words; nothing to start from, too', async ({
  page,
  studio,
}) => {
  const canvas = new CanvasPage(page);
  await canvas.open('Inpaint');
  const alert = page.getByRole('main').getByRole('alert');
  await studio.generate.click();
  await expect(alert).toContainText('Choose a picture to start from');
  await drop(page.getByRole('region', { name: 'Canvas' }), 'text');
  await expect(alert).toContainText('“notes.txt” is no picture that this browser can show');
  const path = join(tmpdir(), `atelier-${process.pid}.tiff`);
  const file = await open(path, 'w');
  await file.truncate(300 * 1024 * 1024);
  await file.close();
  await page.getByRole('tabpanel').locator('input[type=file]').setInputFiles(path);
  await expect(alert).toContainText('has 300 MiB. Choose a picture of at most 48 MiB.');
  await unlink(path);
  await drop(page.getByRole('region', { name: 'Canvas' }), 'folder');
  await expect(alert).toContainText('This is a folder. Drop one picture.');
  expect(await studio.jobs.count()).toBe(0);
});
