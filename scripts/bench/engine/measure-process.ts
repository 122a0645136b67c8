import { fileURLToPath } from 'node:url';
import { STARTER } from '@/worker/engine/testing/paths';
import { EngineClient } from '@/worker/engine-client';
import type { EngineJob } from '@/worker/engine-protocol';
import { type Measure, timed } from '../measure';
import { starterRequest } from './drawing';

const ENGINE_PROCESS = fileURLToPath(new URL('../../../dist/engine-process.mjs', import.meta.url));

const job = (id: string): EngineJob => ({
  id,
  checkpoint: STARTER,
  previewEvery: 0,
  batches: [[starterRequest()]],
});

/** From nothing to a loaded checkpoint, and one warm picture, in a process of its own. */
export async function measureProcess(): Promise<Measure[]> {
  const client = new EngineClient({ modulePath: ENGINE_PROCESS, log: () => {} });
  const started = performance.now();
  let ready = 0;
  for await (const event of client.run(job('first'))) {
    if (event.type === 'loaded') ready = performance.now() - started;
  }
  let deviceMs = 0;
  const warm = await timed(async () => {
    for await (const event of client.run(job('second'))) if (event.type === 'done') deviceMs = event.deviceMs;
  });
  await client.stop();
  return [
    { what: 'starter ready in a fresh engine', value: ready / 1000, unit: 's', bar: 1 },
    { what: 'warm picture in the engine, 128×128, 20 steps', value: warm.milliseconds, unit: 'ms' },
    { what: 'of it network evaluation', value: deviceMs, unit: 'ms' },
  ];
}
