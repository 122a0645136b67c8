import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findRunningServer } from '@/lib/db/embedded/running';
import { type Measure, percentile, timed } from '../measure';
import { Product } from './running-product';

const PICTURES = 100_000;
const PICTURES_A_JOB = 4;
const WARM = 3;
const CALLS = 40;
const BAR_MS = 100;

/** Prompts from few words: some are in all pictures, some in one of 2,310. */
const SEED = `
  INSERT INTO job (id, user_id, state, request, task_id, created_at)
  SELECT gen_random_uuid(), u.id, 'succeeded', '{}', 'seeded', now() - g * interval '20 minutes'
  FROM generate_series(1, ${PICTURES / PICTURES_A_JOB}) g, user_account u WHERE u.name = 'admin';
  INSERT INTO picture (id, user_id, job_id, index, path, width, height, seed, infotext, created_at)
  SELECT gen_random_uuid(), j.user_id, j.id, i, 'users/admin/outputs/' || j.n || '-' || i || '.png',
    (ARRAY[512, 512, 768])[1 + j.n % 3], (ARRAY[512, 768, 512])[1 + j.n % 3], j.n,
    format(E'%s of a %s %s, %s, soft light, highly detailed\\nNegative prompt: blurry, low quality, watermark\\n'
      'Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: %s, Size: 512x512, '
      'Model hash: abcdef0123, Model: %s, Version: 1.0',
      (ARRAY['photo', 'painting', 'drawing', 'render', 'sketch'])[1 + j.n % 5],
      (ARRAY['red', 'blue', 'green', 'teal', 'yellow', 'black', 'white'])[1 + j.n % 7],
      (ARRAY['cat', 'house', 'castle', 'boat', 'tree', 'robot', 'car', 'bird', 'flower', 'fox', 'owl'])[1 + j.n % 11],
      (ARRAY['night', 'sunset', 'snow', 'forest', 'city', 'meadow'])[1 + j.n % 6], j.n * 7919,
      (ARRAY['starter-v0', 'dreamer-xl', 'paint-v2'])[1 + j.n % 3]),
    j.created_at
  FROM (SELECT *, row_number() OVER (ORDER BY created_at) AS n FROM job WHERE task_id = 'seeded') j,
    generate_series(0, ${PICTURES_A_JOB - 1}) i;
  INSERT INTO picture_mark (user_id, picture_id, favourite, rating)
  SELECT user_id, id, seed % 50 = 0, seed % 6 FROM picture WHERE seed % 10 = 0`;

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
  { what: 'facets', path: '/facets', bar: BAR_MS },
  { what: 'outline of all, after the first page', path: '/outline?zone=Europe/Berlin' },
  { what: 'outline of a search', path: '/outline?zone=Europe/Berlin&search=cat' },
];

/** The gallery of somebody with a hundred thousand pictures, over HTTP, one call at a time. */
export async function measureGallery(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
  const product = await Product.start(dataDir);
  try {
    const client = new pg.Client({ connectionString: findRunningServer(join(dataDir, 'database'))! });
    await client.connect();
    const { milliseconds } = await timed(() => client.query(SEED));
    await client.query('VACUUM ANALYZE').finally(() => client.end());
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
