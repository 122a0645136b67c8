import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findRunningServer } from '@/lib/db/embedded/running';
import { type Measure, percentile } from '../measure';
import { measureInfotexts } from './measure-infotexts';
import { residentBelow } from './resident-memory';
import { PASSWORD, Product } from './running-product';

const REQUEST = { prompt: 'a cute dog', steps: 1, width: 64, height: 64, seed: 1 };
const CALLERS = 20;
const CALLS_EACH = 10;
const WAITING = 200;
/** More than one person, each of whom may have so many jobs waiting. */
const PEOPLE = ['caller-1', 'caller-2', 'caller-3', 'caller-4'];
const SETTLE_MS = 3_000;

/** What the WebUI API adds to a job: its time at twenty callers, its memory at two hundred that wait. */
export async function measureApi(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
  const product = await Product.start(dataDir);
  try {
    await addPeople(dataDir);
    for (const name of PEOPLE) await generate(product, name, `warm-${name}`);
    return [
      ...(await measureOverhead(product)),
      ...(await measureWaiting(product)),
      ...(await measureInfotexts(product)),
    ];
  } finally {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** With the admin's password, so that all of them can sign in. */
async function addPeople(dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: findRunningServer(join(dataDir, 'database'))! });
  await client.connect();
  await client
    .query(
      `INSERT INTO user_account (id, name, role, password_hash, sessions_from)
       SELECT gen_random_uuid(), caller.name, 'member', admin.password_hash, now()
       FROM unnest($1::text[]) AS caller(name), user_account admin WHERE admin.name = 'admin'`,
      [PEOPLE],
    )
    .finally(() => client.end());
}

const call = (product: Product, name: string, path: string, body?: object) =>
  fetch(product.address + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Basic ${Buffer.from(`${name}:${PASSWORD}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

async function generate(product: Product, name: string, taskId: string): Promise<number> {
  const began = performance.now();
  const answer = await call(product, name, '/sdapi/v1/txt2img', { ...REQUEST, force_task_id: taskId });
  if (!answer.ok) throw new Error(`txt2img answered ${answer.status}: ${await answer.text()}`);
  await answer.json();
  return performance.now() - began;
}

/** Milliseconds from a job's place in the queue to its end. */
async function jobTime(product: Product, name: string, taskId: string): Promise<number> {
  const { createdAt, finishedAt } = (await (await call(product, name, `/api/jobs/${taskId}`)).json()) as {
    createdAt: string;
    finishedAt: string;
  };
  return Date.parse(finishedAt) - Date.parse(createdAt);
}

/**
 * Twenty programs, each of which calls again when it has its picture. All begin at one moment, which nobody's programs do:
 * these first calls have a row of their own.
 */
async function measureOverhead(product: Product): Promise<Measure[]> {
  const rest: { isFirst: boolean; ms: number }[] = [];
  const caller = async (number: number) => {
    const name = PEOPLE[number % PEOPLE.length]!;
    for (let k = 0; k < CALLS_EACH; k++) {
      const taskId = `bench-${number}-${k}`;
      const took = await generate(product, name, taskId);
      rest.push({ isFirst: k === 0, ms: took - (await jobTime(product, name, taskId)) });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
  const what = `sync call over its job’s time, ${CALLERS} callers`;
  const at = (share: number, wanted: boolean) =>
    percentile(
      rest.filter(({ isFirst }) => isFirst === wanted).map(({ ms }) => ms),
      share,
    );
  return [
    { what: `${what}: median`, value: at(0.5, false), unit: 'ms' },
    { what: `${what}: p95`, value: at(0.95, false), unit: 'ms', bar: 25 },
    { what: `${what} at one moment: p95`, value: at(0.95, true), unit: 'ms' },
  ];
}

/** All wait while the workers take no jobs; then they are let on, and every call must end well. */
async function measureWaiting(product: Product): Promise<Measure[]> {
  await letWork(product, false);
  const before = residentBelow(product.pid, 'dist/web.mjs');
  const calls = Array.from({ length: WAITING }, (_, k) =>
    generate(product, PEOPLE[k % PEOPLE.length]!, `waiting-${k}`).then(
      () => true,
      () => false,
    ),
  );
  await untilWaiting(product);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const during = residentBelow(product.pid, 'dist/web.mjs');
  await letWork(product, true);
  const ended = (await Promise.all(calls)).filter(Boolean).length;
  return [
    {
      what: `${WAITING} waiting sync calls: web memory`,
      value: during - before,
      unit: 'MiB',
      bar: 150,
      note: `${before.toFixed(0)} before`,
    },
    { what: `${WAITING} waiting sync calls: dropped`, value: WAITING - ended, unit: '', bar: 0 },
  ];
}

async function letWork(product: Product, isWanted: boolean): Promise<void> {
  const workers = (await (await product.request('/api/admin/workers')).json()) as { id: string }[];
  for (const { id } of workers)
    await product.request(`/api/admin/workers/${id}/draining`, { draining: !isWanted }, 'PUT');
}

async function untilWaiting(product: Product): Promise<void> {
  for (;;) {
    const answer = await product.request('/api/admin/queue');
    const { waitingTotal } = (await answer.json()) as { waitingTotal: number };
    if (waitingTotal >= WAITING) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
