import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measure, percentile, timed } from '../measure';
import { Product } from './running-product';
import { PICTURES, seedGallery } from './seed-gallery';

const WARM = 3;
const CALLS = 40;
const BAR_MS = 100;

const ASKED: readonly { what: string; path: string; bar?: number }[] = [
  { what: 'first page', path: '', bar: BAR_MS },
  { what: 'search for a word of all pictures', path: '?search=detailed', bar: BAR_MS },
  { what: 'search for a word of 1 in 11', path: '?search=cat', bar: BAR_MS },
  { what: 'search for three words of 1 in 462', path: '?search=teal+fox+night', bar: BAR_MS },
  { what: 'search for a number few have', path: '?search=seed+7919', bar: BAR_MS },
  { what: 'search for a word none has', path: '?search=zzz', bar: BAR_MS },
  {
    what: 'favourites with stars of one checkpoint',
    path: '?favourite=true&rating=3&model=paint-v2',
    bar: BAR_MS,
  },
  { what: 'a size none has', path: '?size=1x1', bar: BAR_MS },
  { what: 'the largest first', path: '?order=largest', bar: BAR_MS },
  { what: 'the oldest first', path: '?order=oldest', bar: BAR_MS },
  { what: 'facets', path: '/facets', bar: BAR_MS },
  { what: 'outline of all, after the first page', path: '/outline?zone=Europe/Berlin' },
  { what: 'outline, the best rated first', path: '/outline?zone=Europe/Berlin&order=rating' },
  { what: 'outline of a search', path: '/outline?zone=Europe/Berlin&search=cat' },
];

/** The gallery of somebody with a hundred thousand pictures, over HTTP, one call at a time. */
export async function measureGallery(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
  const product = await Product.start(dataDir);
  try {
    const { milliseconds } = await timed(() => seedGallery(dataDir));
    const measures: Measure[] = [
      {
        what: `gallery: ${PICTURES} rows written with their words, each`,
        value: milliseconds / PICTURES,
        unit: 'ms',
      },
    ];
    for (const { what, path, bar } of ASKED) {
      const times: number[] = [];
      for (let k = 0; k < WARM + CALLS; k++) {
        const call = await timed(() => read(product, `/api/gallery${path}`));
        if (k >= WARM) times.push(call.milliseconds);
      }
      measures.push({ what: `gallery, ${what}: p95`, value: percentile(times, 0.95), unit: 'ms', bar });
    }
    return measures;
  } finally {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function read(product: Product, path: string): Promise<void> {
  const answer = await product.request(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}
