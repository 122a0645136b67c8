import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { withPngText } from '@/lib/pictures/png-text';
import { expect, test } from './support/journey';

/** The Files page as a person sees it. */
class Files {
  readonly grid: Locator;
  readonly uploads: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Files' });
    this.uploads = page.getByRole('region', { name: 'Uploads' });
  }

  async open(folder: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Files', exact: true }).click();
    for (const name of folder.split('/')) {
      await this.entry(name).dblclick();
      await expect(this.page.getByRole('region', { name, exact: true })).toBeVisible();
    }
  }

  entry(name: string): Locator {
    return this.grid.getByRole('gridcell', { name, exact: true });
  }

  async download(button: string): Promise<{ name: string; bytes: Buffer }> {
    const started = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: button, exact: true }).click();
    const download = await started;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}

let source = '';
test.beforeAll(async () => {
  source = await mkdtemp(join(tmpdir(), 'atelier-e2e-upload-'));
  await mkdir(join(source, 'Référence', 'deep'), { recursive: true });
  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  await writeFile(
    join(source, 'Référence', 'barn.png'),
    withPngText(picture, 'parameters', 'a red barn\nSteps: 4, Seed: 7'),
  );
  await writeFile(join(source, 'Référence', 'deep', 'notes.txt'), 'some notes');
});
test.afterAll(() => rm(source, { recursive: true }));

test('a folder is uploaded, looked at, renamed, thrown away, brought back and downloaded', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/409/);
  const files = new Files(page);
  await expect(studio.generate).toBeVisible();
  await files.open('inputs');
  await expect(page.getByText('Nothing here yet')).toBeVisible();

  await page.locator('input[webkitdirectory]').setInputFiles(join(source, 'Référence'));
  await expect(files.uploads.getByRole('heading')).toHaveText('2 files uploaded');
  await expect(files.uploads).toContainText('equal on both sides');
  const digest = createHash('sha256').update('some notes').digest('hex');
  await expect(files.uploads.getByTitle(digest)).toBeVisible();
  await files.uploads.getByRole('button', { name: 'Close' }).click();

  await files.entry('Référence').dblclick();
  await files.entry('barn.png').dblclick();
  await expect(page.getByRole('img', { name: 'barn.png' })).toBeVisible();
  const about = page.getByRole('complementary', { name: 'About this file' });
  await expect(about).toContainText('64 × 48');
  await about.getByRole('button', { name: 'Copy parameters' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('a red barn\nSteps: 4, Seed: 7');
  await page.keyboard.press('Escape');

  await files.entry('barn.png').click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'New name of barn.png' }).fill('DEEP');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'already there' })).toBeVisible();
  await page.getByRole('textbox', { name: 'New name of barn.png' }).fill('red barn.png');
  await page.keyboard.press('Enter');
  await expect(files.entry('red barn.png')).toBeVisible();

  await page.keyboard.press('Backspace');
  await files.entry('Référence').click();
  await page.keyboard.press('Delete');
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('button', { name: 'Restore Référence' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();

  await files.open('inputs');
  await files.entry('Référence').click();
  const archive = await files.download('Download');
  expect(archive.name).toBe('Référence.zip');
  // A ZIP archive, with its names in UTF-8.
  expect(archive.bytes.toString('latin1', 0, 4)).toBe('PK\x03\x04');
  for (const name of ['Référence/red barn.png', 'Référence/deep/notes.txt'])
    expect(archive.bytes.includes(Buffer.from(name))).toBe(true);
  expect(archive.bytes.includes(Buffer.from('some notes'))).toBe(true);
});

test('an upload goes on after the page was loaded anew, from where it was', async ({ page, studio }) => {
  const files = new Files(page);
  await expect(studio.generate).toBeVisible();
  await files.open('inputs');
  const large = join(source, 'large.bin');
  const content = Buffer.alloc(40 * 1024 * 1024, 'the same few words over and over ');
  await writeFile(large, content);
  const offsets: number[] = [];
  await page.route('**/api/uploads/*', async (route) => {
    const { 'upload-offset': offset } = route.request().headers();
    if (route.request().method() === 'PATCH') offsets.push(Number(offset));
    // The second part is on its way for ever.
    if (offsets.length !== 2) await route.continue();
  });
  const chooser = page.locator('input[type=file]:not([webkitdirectory])');
  await chooser.setInputFiles(large);
  await expect.poll(() => offsets.length).toBe(2);
  offsets.push(-1);
  await page.reload();
  const left = page.getByRole('region', { name: 'Unfinished uploads' });
  await expect(left).toContainText('large.bin');
  await expect(left).toContainText('16.8 MB of 41.9 MB');
  await chooser.setInputFiles(large);
  await expect(files.uploads.getByRole('heading')).toHaveText('1 file uploaded');
  await expect(files.uploads).toContainText('equal on both sides');
  const part = 16 * 1024 * 1024;
  expect(offsets).toEqual([0, part, -1, part, 2 * part]);
  await expect(left).toHaveCount(0);
  await expect(files.entry('large.bin')).toBeVisible();
});

test('a folder that is dropped comes with its empty folders', async ({ page, studio }) => {
  const files = new Files(page);
  await expect(studio.generate).toBeVisible();
  await files.open('inputs');
  const shoot = join(source, 'shoot');
  for (const folder of ['raw/day 1', 'out']) await mkdir(join(shoot, folder), { recursive: true });
  await writeFile(join(shoot, 'out', 'note.txt'), 'a note');
  const browser = await page.context().newCDPSession(page);
  const box = (await page.getByRole('region', { name: 'inputs', exact: true }).boundingBox())!;
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [shoot], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  await expect(files.uploads.getByRole('heading')).toHaveText('1 file uploaded');
  await files.uploads.getByRole('button', { name: 'Close' }).click();
  await files.entry('shoot').dblclick();
  await expect(files.entry('out')).toBeVisible();
  await files.entry('raw').dblclick();
  await expect(files.entry('day 1')).toBeVisible();
});

test('a name that is taken is asked about; both are kept', async ({ page, studio, expectConsole }) => {
  expectConsole(/409/);
  const files = new Files(page);
  await expect(studio.generate).toBeVisible();
  await files.open('inputs');
  const chooser = page.locator('input[type=file]:not([webkitdirectory])');
  for (const text of ['first', 'second']) {
    await chooser.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    if (text === 'second') {
      await expect(files.uploads).toContainText('“a.txt” is already there');
      await files.uploads.getByRole('button', { name: 'Keep both' }).click();
    }
    await expect(files.uploads.getByRole('heading')).toHaveText(/uploaded/);
  }
  await expect(files.entry('a (2).txt')).toBeVisible();
  await files.entry('a.txt').click();
  expect((await files.download('Download')).bytes.toString()).toBe('first');
});

test('the keyboard chooses, moves and looks', async ({ page, studio }) => {
  const files = new Files(page);
  await expect(studio.generate).toBeVisible();
  await files.open('inputs');
  await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles(
    ['a', 'b', 'c'].map((name) => ({
      name: `${name}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(name),
    })),
  );
  await expect(files.uploads.getByRole('heading')).toHaveText('3 files uploaded');
  await page.keyboard.press('k');
  await page.getByRole('textbox', { name: 'Name' }).fill('Moved');
  await page.keyboard.press('Enter');
  await expect(files.entry('Moved')).toBeVisible();
  await files.grid.focus();
  await files.entry('a.txt').click();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('toolbar', { name: 'Chosen files' })).toContainText('2 items');
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Move 2 items' });
  await dialog.getByRole('button', { name: 'Moved' }).click();
  await dialog.getByRole('button', { name: 'Move here' }).click();
  await expect(files.entry('a.txt')).toHaveCount(0);
  await expect(files.entry('c.txt')).toBeVisible();
  await files.entry('Moved').click();
  await page.keyboard.press('Enter');
  await expect(files.grid.getByRole('gridcell')).toHaveCount(2);
  await page.keyboard.press('v');
  await expect(page.getByRole('button', { name: 'Show as list' })).toBeVisible();
});
