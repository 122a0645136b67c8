import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { type Measure, percentile } from '../measure';
import { freshContext, heldHeap } from './browser';
import type { Product } from './running-product';
import { PICTURES, seedGallery } from './seed-gallery';

/** Times around the whole wheel of the mouse, fast but followed by the eye; then far jumps. */
const WHEELS = 240;
const WHEEL_PIXELS = 300;
const JUMPS = 40;

interface Frames {
  /** Milliseconds from a frame to the next. */
  gaps: number[];
  /** Frames in whose middle there was no row: neither pictures' places nor a day's heading. */
  empty: number;
}

/** The Gallery of somebody with a hundred thousand pictures, in a browser: first paint, scrolling, memory. */
export async function measureGalleryPage(
  browser: Browser,
  product: Product,
  dataDir: string,
): Promise<Measure[]> {
  await seedGallery(dataDir);
  await linkFiles(dataDir);
  const context = await freshContext(browser, product);
  const page = await context.newPage();
  // The first load of a page in a new process is not what people meet.
  await page.goto('/gallery');
  await page.getByRole('gridcell').first().waitFor();
  await page.goto('/gallery');
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
  );
  await page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('[role=gridcell] img')];
    return images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0);
  });
  const firstPictures = await page.evaluate(() => performance.now());
  const before = await heldHeap(page);
  const frames = await scroll(page);
  await jump(page, JUMPS / 2);
  const midway = await heldHeap(page);
  await jump(page, JUMPS / 2);
  const after = await heldHeap(page);
  await context.close();
  const empty = (100 * frames.empty) / frames.gaps.length;
  return [
    { what: `gallery of ${PICTURES}: first paint`, value: firstPaint / 1000, unit: 's', bar: 1 },
    { what: 'until all pictures in sight are there', value: firstPictures / 1000, unit: 's' },
    { what: 'scrolling: frames with a gap in the middle', value: empty, unit: '%', bar: 0 },
    { what: 'scrolling: from frame to frame, p95', value: percentile(frames.gaps, 0.95), unit: 'ms' },
    { what: 'heap before scrolling', value: before / 2 ** 20, unit: 'MiB' },
    {
      what: `heap after ${JUMPS} far jumps, times that after ${JUMPS / 2}`,
      value: after / midway,
      unit: '',
      bar: 1.15,
      note: `${(midway / 2 ** 20).toFixed(0)} and ${(after / 2 ** 20).toFixed(0)} MiB`,
    },
  ];
}

/** One real picture under every name that the gallery shows. */
async function linkFiles(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'users/admin/outputs');
  await mkdir(folder, { recursive: true });
  const picture = await sharp({
    create: {
      width: 512,
      height: 512,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .png()
    .toBuffer();
  // A file system takes some ten thousand names for one file, not a hundred thousand.
  for (let index = 0; index < 4; index++) {
    const first = join(folder, `1-${index}.png`);
    await writeFile(first, picture);
    for (let job = 2; job <= PICTURES / 4; job++) await link(first, join(folder, `${job}-${index}.png`));
  }
}

async function scroll(page: Page): Promise<Frames> {
  await page.mouse.move(900, 500);
  await page.evaluate(watchFrames);
  for (let k = 0; k < WHEELS; k++) await page.mouse.wheel(0, WHEEL_PIXELS);
  return page.evaluate(() => (window as unknown as { stopFrames: () => Frames }).stopFrames());
}

/** With the scroll bar, from one end to the other and in between. */
async function jump(page: Page, times: number): Promise<void> {
  for (let k = 0; k < times; k++) {
    await page.evaluate(
      (part) => {
        let scroller = document.querySelector('[role=grid]');
        while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1)
          scroller = scroller.parentElement;
        scroller?.scrollTo(0, part * scroller.scrollHeight);
      },
      (k * 0.37) % 1,
    );
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await page.getByRole('gridcell').first().waitFor();
  }
}

/** Runs in the page: looks at each frame, until `stopFrames` is called. */
function watchFrames(): void {
  const watch = {
    frames: { gaps: [] as number[], empty: 0 },
    last: performance.now(),
    watching: true,
    look(now: number) {
      this.frames.gaps.push(now - this.last);
      this.last = now;
      // Between two rows there is a gutter: one of two near places must be a row's.
      const isRow = [480, 515].some((y) => document.elementFromPoint(900, y)?.closest('[role=row]'));
      if (!isRow) this.frames.empty++;
      if (this.watching) requestAnimationFrame((next) => this.look(next));
    },
    stop() {
      this.watching = false;
      return this.frames;
    },
  };
  requestAnimationFrame((now) => watch.look(now));
  Object.assign(window, { stopFrames: () => watch.stop() });
}
