import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measure, percentile, timed } from '../measure';
import { residentBelow } from './resident-memory';
import { Product } from './running-product';

/** The request of the bar: the starter at its own size. */
const REQUEST = {
  prompt: 'a cute dog',
  steps: 20,
  width: 128,
  height: 128,
  cfg_scale: 7,
  seed: 1,
  sampler_name: 'Euler',
};
const WARM_CALLS = 30;
const IDLE_MS = 5_000;

/** Starting, answering, memory: what somebody at the address would notice. */
export async function measureProduct(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
  try {
    const first = await start(dataDir);
    await first.product.stop();
    const second = await start(dataDir);
    try {
      return [
        { what: 'first start, empty data directory → first page', value: first.seconds, unit: 's' },
        { what: 'npm start on a built tree → first page', value: second.seconds, unit: 's', bar: 6 },
        ...(await measureCalls(second.product)),
        ...(await measureMemory(second.product)),
      ];
    } finally {
      await second.product.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function start(dataDir: string): Promise<{ product: Product; seconds: number }> {
  const started = performance.now();
  const product = await Product.start(dataDir);
  return { product, seconds: (performance.now() - started) / 1000 };
}

/** Warm calls; what is not network evaluation is the call's time less the job's metered device time. */
async function measureCalls(product: Product): Promise<Measure[]> {
  await generate(product);
  const hashes = new Set<string>();
  const calls: number[] = [];
  const rest: number[] = [];
  for (let i = 0; i < WARM_CALLS; i++) {
    const { value: picture, milliseconds } = await timed(() => generate(product));
    hashes.add(createHash('sha256').update(picture).digest('hex'));
    calls.push(milliseconds);
    rest.push(milliseconds - (await deviceTimeOfLastJob(product)));
  }
  const call = 'warm POST /sdapi/v1/txt2img, 128×128, 20 steps, CFG 7';
  return [
    { what: `${call}: median`, value: percentile(calls, 0.5) / 1000, unit: 's', bar: 1 },
    { what: `${call}: p95`, value: percentile(calls, 0.95) / 1000, unit: 's' },
    { what: 'of it not network evaluation: median', value: percentile(rest, 0.5), unit: 'ms', bar: 120 },
    { what: 'of it not network evaluation: p95', value: percentile(rest, 0.95), unit: 'ms' },
    { what: `distinct answers to ${WARM_CALLS} equal requests`, value: hashes.size, unit: '', bar: 1 },
  ];
}

async function generate(product: Product): Promise<string> {
  const answer = await product.request('/sdapi/v1/txt2img', REQUEST);
  if (!answer.ok) throw new Error(`txt2img answered ${answer.status}: ${await answer.text()}`);
  const { images } = (await answer.json()) as { images: string[] };
  return images[0]!;
}

async function deviceTimeOfLastJob(product: Product): Promise<number> {
  const answer = await product.request('/api/jobs?limit=1');
  const [job] = (await answer.json()) as { deviceMs: number }[];
  return job!.deviceMs;
}

async function measureMemory({ pid }: Product): Promise<Measure[]> {
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const worker = residentBelow(pid, 'dist/worker.mjs');
  const engine = residentBelow(pid, 'dist/engine-process.mjs');
  return [
    {
      what: 'resident, idle after work: web',
      value: residentBelow(pid, 'dist/web.mjs'),
      unit: 'MiB',
      bar: 350,
    },
    {
      what: 'resident, idle after work: worker + engine',
      value: worker + engine,
      unit: 'MiB',
      bar: 450,
      note: `worker ${worker.toFixed(0)}, engine ${engine.toFixed(0)}`,
    },
  ];
}
