import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findRunningServer } from '@/lib/db/embedded/running';
import { type Measure, percentile, timed } from '../measure';
import { Product } from './running-product';
import { MODELS, PEOPLE, PICTURES, seedLists } from './seed-lists';

const WARM = 5;
const CALLS = 60;
const BAR_MS = 100;

/** Every list with rows, as its page asks for it first; `rows` are what must be in the answer. */
const LISTS: readonly { what: string; path: string; rows: (answer: never) => unknown[] }[] = [
  { what: 'people', path: '/api/admin/people', rows: ({ people }) => people },
  { what: 'people, a search', path: '/api/admin/people?search=person-009', rows: ({ people }) => people },
  { what: 'teams', path: '/api/admin/teams', rows: (teams) => teams },
  { what: 'storage of all', path: '/api/admin/storage', rows: ({ people }) => people },
  { what: 'queue of all', path: '/api/admin/queue', rows: ({ waiting }) => waiting },
  { what: 'audit log', path: '/api/admin/audit', rows: (entries) => entries },
  { what: 'audit log, a search', path: '/api/admin/audit?search=person-77', rows: (entries) => entries },
  { what: 'my usage', path: '/api/usage', rows: ({ days }) => days },
  { what: 'usage of all, 30 days', path: '/api/usage/all', rows: ({ people }) => people },
  { what: 'models', path: '/api/models', rows: ({ models }) => models },
  { what: 'my recent jobs', path: '/api/jobs', rows: (jobs) => jobs },
  { what: 'my pictures', path: '/api/pictures', rows: ({ pictures }) => pictures },
];

/** How long lists take in a studio with a thousand people and a million pictures, over HTTP, one call at a time. */
export async function measureLists(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
  const product = await Product.start(dataDir);
  try {
    await sendWorkersHome(product);
    const client = new pg.Client({ connectionString: findRunningServer(join(dataDir, 'database'))! });
    await client.connect();
    try {
      await seedLists(client, (text) => process.stderr.write(`${text}\n`));
      return await measureAll(product, await teamPaths(product));
    } finally {
      await client.end();
    }
  } finally {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Nobody takes the jobs that only wait to be listed. */
async function sendWorkersHome(product: Product): Promise<void> {
  let workers: { id: string }[] = [];
  while (workers.length === 0) workers = await read(product, '/api/admin/workers');
  for (const { id } of workers)
    await product.request(`/api/admin/workers/${id}/draining`, { draining: true }, 'PUT');
}

async function read<T>(product: Product, path: string): Promise<T> {
  const answer = await product.request(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function teamPaths(product: Product) {
  const [team] = await read<{ id: string }[]>(product, '/api/admin/teams');
  return [
    { what: 'usage of a team, 30 days', path: `/api/usage/teams/${team!.id}`, rows: ({ people }) => people },
    { what: 'people of a team', path: `/api/admin/teams/${team!.id}`, rows: ({ members }) => members },
  ] satisfies typeof LISTS;
}

async function measureAll(product: Product, more: typeof LISTS): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const { what, path, rows } of [...LISTS, ...more]) {
    const first = rows(await read<never>(product, path));
    if (first.length === 0) throw new Error(`${path} lists nothing.`);
    for (let k = 1; k < WARM; k++) await read(product, path);
    const times: number[] = [];
    for (let k = 0; k < CALLS; k++) times.push((await timed(() => read(product, path))).milliseconds);
    measures.push({
      what: `list with ${PEOPLE} people, ${MODELS} models, ${PICTURES} pictures: ${what}: p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      bar: BAR_MS,
      note: `median ${percentile(times, 0.5).toFixed(0)} ms`,
    });
  }
  return measures;
}
