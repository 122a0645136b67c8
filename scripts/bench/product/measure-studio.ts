import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure } from '../measure';
import { startBrowser } from './browser';
import { measureCanvas } from './measure-canvas';
import { measureFirstLoad } from './measure-first-load';
import { measureGalleryPage } from './measure-gallery-page';
import { measureInteraction } from './measure-interaction';
import { Product } from './running-product';

/** What a browser in front of the studio shows: first load, answers to keys and clicks, a gallery of everything ever made. */
export async function measureStudio(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
  const browser = await startBrowser();
  try {
    const product = await Product.start(dataDir);
    try {
      return [
        ...(await measureFirstLoad(browser, product)),
        ...(await measureInteraction(browser, product)),
        ...(await measureCanvas(browser, product)),
        ...(await measureGalleryPage(browser, product, dataDir)),
      ];
    } finally {
      await product.stop();
    }
  } finally {
    await browser.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
