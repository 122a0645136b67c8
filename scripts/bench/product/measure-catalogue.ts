import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listModels, type ModelQuery } from '@/lib/catalog';
import { scanModels } from '@/lib/catalog/scan-models';
import { config } from '@/lib/config';
import { ownRoot, prepareDataDir } from '@/lib/data-dir';
import { databaseUrl } from '@/lib/db/embedded/address';
import { openCluster } from '@/lib/db/embedded/cluster';
import { startServer } from '@/lib/db/embedded/server';
import { migrate } from '@/lib/db/migrate';
import { closeDatabasePool, databasePool } from '@/lib/db/pool';
import { newId } from '@/lib/jobs/job-id';
import { CatalogKeeper } from '@/worker/catalog-keeper';
import { identifyModel } from '@/worker/engine/identification/identify-model';
import { STARTER, STARTER_LORA } from '@/worker/engine/testing/paths';
import { type Measure, percentile, timed } from '../measure';
import { withTemporaryFolder } from '../temporary-folder';
import { makeModelFolders, nameOf, OWNER } from './model-folders';
import { Product } from './running-product';

const PEOPLE = 1_000;
const CALLS = 20;

/** 10,000 model files and 1,000 people: reading the folders, watching them, lists. */
export const measureCatalogue = (): Promise<Measure[]> =>
  withTemporaryFolder(async (folder) => {
    // The database's account must be able to pass when this runs as root.
    await chmod(folder, 0o755);
    const dataDir = join(folder, 'data');
    process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), dataDir, hashing: false });
    const cluster = await openCluster(join(folder, 'database'), { durable: false });
    const server = await startServer(cluster, { onLog: () => {} });
    try {
      process.env.DATABASE_URL = databaseUrl(server.address, 'postgres');
      await migrate(process.env.DATABASE_URL);
      await prepareDataDir();
      await makeModelFolders(folder, PEOPLE);
      const owner = await addPeople();
      const measures = [...(await measureScans()), ...(await measureLists(owner))];
      await closeDatabasePool();
      return [...measures, ...(await measureProduct(dataDir, process.env.DATABASE_URL))];
    } finally {
      await closeDatabasePool();
      await server.stop();
      delete process.env.DATABASE_URL;
      delete process.env.ATELIER_CONFIG;
    }
  });

async function addPeople(): Promise<string> {
  const names = [OWNER, ...Array.from({ length: PEOPLE }, (_, person) => nameOf(person))];
  const ids = names.map(() => newId());
  await databasePool().query(
    'INSERT INTO user_account (id, name, role) SELECT id, name, role::role FROM unnest($1::uuid[], $2::text[], $3::text[]) AS p(id, name, role)',
    [ids, names, names.map((name) => (name === OWNER ? 'admin' : 'member'))],
  );
  return ids[0]!;
}

async function measureScans(): Promise<Measure[]> {
  const first = await timed(() => scanModels(identifyModel));
  const { rows } = await databasePool().query<{ files: number; refused: number }>(
    'SELECT count(*)::int AS files, count(problem)::int AS refused FROM model',
  );
  const warm: number[] = [];
  for (let round = 0; round < 3; round++)
    warm.push((await timed(() => scanModels(identifyModel))).milliseconds);
  const keeper = new CatalogKeeper({ identify: identifyModel, starter: STARTER, hashing: false });
  const watching = await timed(() => keeper.start());
  await keeper.stop();
  const { files, refused } = rows[0]!;
  return [
    {
      what: 'scan of model files that are all new',
      value: first.milliseconds / 1000,
      unit: 's',
      note: `${files} files, ${refused} refused; ${(first.cpuMilliseconds / 1000).toFixed(1)} s of processor time`,
    },
    { what: 'warm scan, nothing changed', value: percentile(warm, 0.5) / 1000, unit: 's', bar: 5 },
    {
      what: `watching the folders of ${PEOPLE} people for the first time, with a scan`,
      value: watching.milliseconds / 1000,
      unit: 's',
      note: `${(watching.cpuMilliseconds / 1000).toFixed(1)} s of processor time`,
    },
  ];
}

async function measureLists(viewer: string): Promise<Measure[]> {
  const queries: Omit<ModelQuery, 'viewer' | 'limit'>[] = [
    {},
    { sort: 'newest' },
    { sort: 'size', kind: ['lora'] },
    { search: 'model 77' },
    { search: 'TAG number', architecture: ['SD 1.x'] },
    { whose: 'shared' },
    { search: 'nothing is called so' },
  ];
  const times: number[] = [];
  for (let round = 0; round < CALLS; round++)
    for (const query of queries) {
      const page = await timed(() => listModels({ viewer, limit: 60, ...query }));
      times.push(page.milliseconds);
      const after = page.value.next;
      if (after)
        times.push((await timed(() => listModels({ viewer, limit: 60, ...query, after }))).milliseconds);
    }
  return [
    {
      what: 'page of models, searched and filtered: p95',
      value: percentile(times, 0.95),
      unit: 'ms',
      bar: 100,
    },
  ];
}

async function measureProduct(dataDir: string, database: string): Promise<Measure[]> {
  const product = await Product.start(dataDir, {
    flags: ['--no-hashing'],
    environment: { DATABASE_URL: database },
  });
  try {
    const measures: Measure[] = [];
    for (const list of ['sd-models', 'loras']) {
      const times: number[] = [];
      let rows = 0;
      for (let call = 0; call < CALLS; call++) {
        const { value, milliseconds } = await timed(() => readBytes(product, list));
        rows = (JSON.parse(Buffer.from(value).toString()) as unknown[]).length;
        times.push(milliseconds);
      }
      measures.push({
        what: `GET /sdapi/v1/${list}: p95`,
        value: percentile(times, 0.95),
        unit: 'ms',
        bar: 100,
        // What a program then makes of them is its own time.
        note: `${rows} rows, to their last byte`,
      });
    }
    return [...measures, await measureNewFile(product)];
  } finally {
    await product.stop();
  }
}

async function readBytes(product: Product, list: string): Promise<ArrayBuffer> {
  const answer = await product.request(`/sdapi/v1/${list}`);
  if (!answer.ok) throw new Error(`${list} answered ${answer.status}: ${await answer.text()}`);
  return answer.arrayBuffer();
}

async function isListed(product: Product, name: string): Promise<boolean> {
  const answer = await product.request(`/api/models?search=${encodeURIComponent(name)}`);
  if (!answer.ok) throw new Error(`models answered ${answer.status}: ${await answer.text()}`);
  const { models } = (await answer.json()) as { models: { name: string }[] };
  return models.some((model) => model.name === name);
}

/** From the file's being there to its being listed. */
async function measureNewFile(product: Product): Promise<Measure> {
  const times: number[] = [];
  for (let file = 0; file < 5; file++) {
    const name = `brand new ${file}`;
    const began = performance.now();
    await copyFile(STARTER_LORA, join(ownRoot('lora', OWNER), `${name}.safetensors`));
    while (!(await isListed(product, name)));
    times.push((performance.now() - began) / 1000);
  }
  return { what: 'a new file is listed after, at most', value: Math.max(...times), unit: 's', bar: 2 };
}
