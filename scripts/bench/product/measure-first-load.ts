import type { Browser, Page } from '@playwright/test';
import { type Measure, median } from '../measure';
import { freshContext } from './browser';
import type { Product } from './running-product';

const LOADS = 7;
const WARM = 2;

interface Load {
  /** Bytes of JavaScript as they came over the wire until the page had loaded. */
  scriptBytes: number;
  /** Largest Contentful Paint, milliseconds after the navigation began. */
  largestPaint: number;
}

/** What somebody's browser fetches and how long it takes to show Txt2img, the first time they are here. */
export async function measureFirstLoad(browser: Browser, product: Product): Promise<Measure[]> {
  const loads: Load[] = [];
  for (let k = 0; k < WARM + LOADS; k++) {
    const context = await freshContext(browser, product);
    const load = await loadOnce(await context.newPage());
    if (k >= WARM) loads.push(load);
    await context.close();
  }
  return [
    {
      what: 'first load of Txt2img: JavaScript, compressed',
      value: median(loads.map(({ scriptBytes }) => scriptBytes)) / 1000,
      unit: 'KB',
      bar: 250,
    },
    {
      what: `first load of Txt2img: Largest Contentful Paint, median of ${LOADS}`,
      value: median(loads.map(({ largestPaint }) => largestPaint)) / 1000,
      unit: 's',
      bar: 1.5,
    },
    {
      what: 'the slowest of them',
      value: Math.max(...loads.map(({ largestPaint }) => largestPaint)) / 1000,
      unit: 's',
    },
  ];
}

async function loadOnce(page: Page): Promise<Load> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  let scriptBytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await page.goto('/txt2img', { waitUntil: 'load' });
  const atLoad = scriptBytes;
  await page.getByRole('combobox', { name: 'Stable Diffusion checkpoint' }).waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  return { scriptBytes: atLoad, largestPaint: await page.evaluate(largestPaint) };
}

/** Runs in the page. */
function largestPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    });
  });
}
