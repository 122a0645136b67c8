import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { STARTER } from './engine/testing/paths';
import { storedAs } from './engine/testing/stored-as';
import { EngineClient, type EngineClientOptions, EngineCrashed } from './engine-client';
import type { EngineJob, JobEvent } from './engine-protocol';
import { request } from './testing-engine';

const modulePath = fileURLToPath(new URL('./engine-process.ts', import.meta.url));
const job = (id: string, steps = 4): EngineJob => ({
  id,
  checkpoint: STARTER,
  batches: [[request({ steps })]],
  previewEvery: 0,
});

const clients: EngineClient[] = [];
function client(options: Partial<EngineClientOptions> = {}): EngineClient {
  const execArgv = ['--import', 'tsx'];
  const made = new EngineClient({ modulePath, execArgv, threads: 1, log: () => {}, ...options });
  clients.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(clients.splice(0).map((made) => made.stop()));
});

async function collected(events: AsyncIterable<JobEvent>): Promise<JobEvent[]> {
  const all: JobEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** How a job ends: its last event, or why the process ended. */
async function ending(
  events: AsyncIterable<JobEvent>,
  react: (event: JobEvent) => Promise<void>,
): Promise<JobEvent | unknown> {
  let last: JobEvent | undefined;
  try {
    for await (const event of events) {
      last = event;
      await react(event);
    }
    return last;
  } catch (error) {
    return error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(20);
}

describe('EngineClient', () => {
  it('draws in a process of its own, several jobs at once', async () => {
    const engine = client();
    await engine.start();
    expect(engine.pid).not.toBe(process.pid);
    const [first, second] = await Promise.all([
      collected(engine.run(job('a'))),
      collected(engine.run(job('b'))),
    ]);
    expect(first.at(-1)).toMatchObject({ type: 'done', jobId: 'a' });
    const [a, b] = [first, second].map((events) => events.find((event) => event.type === 'picture'));
    expect(a!.pixels.rgb).toBeInstanceOf(Uint8Array);
    expect(Buffer.compare(a!.pixels.rgb, b!.pixels.rgb)).toBe(0);
  });

  it.each(['none', 'xformers'])('computes in the mode it is told: %s', async (acceleration) => {
    const said: string[] = [];
    const engine = client({ acceleration, log: (_, message) => said.push(message) });
    await engine.start();
    expect(said).toContain(`computes on cpu with 1 threads, acceleration mode ${acceleration}`);
  });

  it('keeps its cache where it is told', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'atelier-client-'));
    const engine = client({ cacheFolder: path.join(folder, 'engine') });
    await collected(engine.run(job('a')));
    const kept = () => readdir(path.join(folder, 'engine'));
    await expect.poll(kept).toEqual([expect.stringMatching(/float32-\d+\.safetensors$/)]);
    await engine.stop();
    await rm(folder, { recursive: true });
  });

  it('interrupts a long job', async () => {
    const engine = client();
    const events: JobEvent[] = [];
    for await (const event of engine.run(job('long', 400))) {
      events.push(event);
      if (event.type === 'progress' && event.step === 2) engine.interrupt('long');
    }
    expect(events.at(-1)).toMatchObject({ type: 'done', interrupted: true });
    expect(events.filter((event) => event.type === 'progress').length).toBeLessThan(100);
  });

  it('interrupts a job whose reader leaves', async () => {
    const engine = client();
    for await (const event of engine.run(job('left', 400))) if (event.type === 'progress') break;
    const next = await collected(engine.run(job('next')));
    expect(next.at(-1)).toMatchObject({ type: 'done' });
  });

  it('ends running jobs with EngineCrashed when the process dies, and starts another', async () => {
    const engine = client();
    const reading = (async () => {
      for await (const event of engine.run(job('doomed', 400))) {
        if (event.type === 'progress') engine.kill();
      }
    })();
    await expect(reading).rejects.toBeInstanceOf(EngineCrashed);
    expect((await collected(engine.run(job('after')))).at(-1)).toMatchObject({ type: 'done' });
  });

  it('a checkpoint cut off under its picture: whatever becomes of the process, the next try says what is wrong', async () => {
    // Weights in full precision are pages of the file, read when they are needed.
    const checkpoint = await storedAs(STARTER, 'F32');
    const engine = client();
    const cut = { ...job('cut', 400), checkpoint };
    const outcome = await ending(engine.run(cut), async (event) => {
      if (event.type === 'progress' && event.step === 2) await truncate(checkpoint, 4096);
    });
    // Pages that are gone end the process (SIGBUS) where they are mapped; elsewhere the evaluation fails.
    expect(outcome instanceof EngineCrashed || (outcome as JobEvent).type === 'failed').toBe(true);
    // The pages that are gone end the process where it is supposed to be one (SIGBUS); a failure would do as well.
    expect(outcome instanceof EngineCrashed || (outcome as JobEvent).type === 'failed').toBe(true);
    expect((await collected(engine.run({ ...cut, id: 'again' }))).at(-1)).toMatchObject({
      type: 'failed',
      error: { code: 'checkpoint-damaged', message: expect.stringMatching(/cut off: try again\.$/) },
    });
    expect((await collected(engine.run(job('other')))).at(-1)).toMatchObject({ type: 'done' });
  });

  it('says so when the process cannot start', async () => {
    const broken = new EngineClient({ modulePath: '/no/such/module.mjs', log: () => {} });
    await expect(broken.start()).rejects.toBeInstanceOf(EngineCrashed);
    await expect(collected(broken.run(job('x')))).rejects.toBeInstanceOf(EngineCrashed);
  });

  it('leaves no process behind when its parent is killed during a step', async () => {
    const parent = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('./engine/testing/busy-parent.ts', import.meta.url))],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const child = Number(line.toString());
    expect(isAlive(child)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isAlive(child));
  });
});
