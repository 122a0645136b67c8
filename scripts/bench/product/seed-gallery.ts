import { join } from 'node:path';
import pg from 'pg';
import { findRunningServer } from '@/lib/db/embedded/running';

export const PICTURES = 100_000;
const PICTURES_A_JOB = 4;

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

/** Gives the admin of a running product a hundred thousand pictures, without their files. */
export async function seedGallery(dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: findRunningServer(join(dataDir, 'database'))! });
  await client.connect();
  try {
    await client.query(SEED);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
