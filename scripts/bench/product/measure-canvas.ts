import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { type Measure, percentile } from '../measure';
import { freshContext } from './browser';
import type { Product } from './running-product';

const SIDE = 4096;
/** A frame of a screen of 60 a second, with what its clock is off. */
const FRAME_MS = 17.5;
const ROUNDS = 6;
const PLACES = 48;
/** How large a brush is, pixels of the picture across. */
const BRUSHES = [
  { name: 'a brush of 64', size: 64 },
  { name: 'a brush of 512', size: 512 },
];

/** How evenly the browser paints while a mask is drawn on a picture of 4,096². */
export async function measureCanvas(browser: Browser, product: Product): Promise<Measure[]> {
  const context = await freshContext(browser, product);
  const page = await context.newPage();
  const picture = await sharp({
    create: { width: SIDE, height: SIDE, channels: 3, background: 'teal', noise: { type: 'gaussian' } },
  } as never)
    .jpeg({ quality: 60 })
    .toBuffer();
  const measures: Measure[] = [];
  for (const { name, size } of BRUSHES) {
    await page.addInitScript((across) => {
      localStorage.setItem('atelier.canvas', JSON.stringify({ size: across, hardness: 0.8 }));
    }, size);
    await page.goto('/img2img');
    await page.getByRole('tab', { name: 'Inpaint', exact: true }).click();
    const input = page.getByRole('tabpanel').locator('input[type=file]').first();
    await input.setInputFiles({ name: 'large.jpg', mimeType: 'image/jpeg', buffer: picture });
    await page.locator('[data-frame]').waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    const frames = await framesWhile(page, () => drawSpiral(page));
    const late = frames.filter((frame) => frame > FRAME_MS).length / frames.length;
    measures.push(
      {
        what: `canvas: a frame while drawing on 4,096² with ${name}, p95`,
        value: percentile(frames, 0.95),
        unit: 'ms',
        bar: FRAME_MS,
        note: `${frames.length} frames, ${Math.round(late * 100)} % of them later than 60 a second ask`,
      },
      { what: `canvas: longest such frame, ${name}`, value: Math.max(...frames), unit: 'ms' },
    );
  }
  await context.close();
  return measures;
}

/** Milliseconds from each frame to the next. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const watched = window as unknown as { frames: number[]; isWatched: boolean };
    watched.frames = [];
    watched.isWatched = true;
    let last = performance.now();
    const watch = (now: number) => {
      watched.frames.push(now - last);
      last = now;
      if (watched.isWatched) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  });
  await work();
  return page.evaluate(() => {
    const watched = window as unknown as { frames: number[]; isWatched: boolean };
    watched.isWatched = false;
    return watched.frames.slice(1);
  });
}

/** Over the whole picture, round after round, in one stroke. */
async function drawSpiral(page: Page): Promise<void> {
  const { x, y, width, height } = (await page.locator('[data-frame]').boundingBox())!;
  const at = (k: number) => {
    const share = k / (ROUNDS * PLACES);
    const angle = (k / PLACES) * 2 * Math.PI;
    const reach = 0.1 + 0.36 * share;
    return [
      x + width * (0.5 + reach * Math.cos(angle)),
      y + height * (0.5 + reach * Math.sin(angle)),
    ] as const;
  };
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let k = 1; k <= ROUNDS * PLACES; k++) await page.mouse.move(...at(k), { steps: 2 });
  await page.mouse.up();
}
