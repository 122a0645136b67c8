/** Real worker processes with their real engine, for tests. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach } from 'vitest';
import { defaultCheckpoint } from '@/lib/catalog';
import type { GenerationRequest } from '@/lib/generation/request';
import { findJob } from '@/lib/jobs/find';
import { aRequest } from '@/lib/jobs/testing';
import type { JobView } from '@/lib/jobs/types';

export interface TestWorker {
  process: ChildProcess;
  /** What it logged, JSON lines. */
  log(): string;
  /** Resolves with its exit code or signal. */
  ended: Promise<number | NodeJS.Signals>;
  /** Asks it to stop in order and waits for that. */
  stop(): Promise<number | NodeJS.Signals>;
}

export interface TestWorkerOptions {
  leaseMs?: number;
  env?: Record<string, string>;
  /** A program that runs the worker, such as `unshare`, and its arguments. */
  wrapper?: string[];
}

const running = new Set<TestWorker>();

/** Call at the top of a test file: no worker outlives its test. */
export function endWorkersAfterEachTest(): void {
  afterEach(async () => {
    for (const worker of running) worker.process.kill('SIGKILL');
    await Promise.all([...running].map(({ ended }) => ended));
  });
}

/** Starts a worker on the test's database and data directory; resolves when it takes jobs. */
export async function startTestWorker({
  leaseMs = 30_000,
  env,
  wrapper = [],
}: TestWorkerOptions = {}): Promise<TestWorker> {
  const [command, ...args] = [...wrapper, process.execPath, '--import', 'tsx', 'worker/main.ts'];
  const child = spawn(command!, args, {
    env: {
      ...process.env,
      VITEST: '',
      ATELIER_LOG_LEVEL: 'debug',
      ATELIER_LEASE_MS: String(leaseMs),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log += text;
    });
  }
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 0));
  });
  const worker: TestWorker = {
    process: child,
    log: () => log,
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
  running.add(worker);
  void ended.then(() => running.delete(worker));
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
  const failed = ended.then((how) => {
    throw new Error(`the worker ended (${how}) before it was ready:\n${log}`);
  });
  failed.catch(() => {});
  await Promise.race([ready, failed]);
  return worker;
}

/** Pid of the worker's engine process. Waits until it is there. */
export async function enginePid(worker: TestWorker): Promise<number> {
  const find = () => {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    const engine = lines
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .find((match) => Number(match?.[2]) === worker.process.pid && match?.[3]?.includes('engine-process'));
    return engine ? Number(engine[1]) : null;
  };
  return await until(find);
}

/** A request for the checkpoint that is in the test's catalogue. */
export async function aStarterRequest(changes: Partial<GenerationRequest> = {}): Promise<GenerationRequest> {
  const checkpoint = await defaultCheckpoint(null);
  if (!checkpoint) throw new Error('the catalogue is empty');
  const { id, name, hash } = checkpoint;
  return aRequest({ checkpoint: { id, name, hash }, ...changes });
}

/** The job, once `holds` is true of it. */
export function untilJob(userId: string, id: string, holds: (job: JobView) => boolean): Promise<JobView> {
  return until(async () => {
    const job = await findJob(userId, id);
    return job && holds(job) ? job : null;
  });
}

/** Asks again and again until there is an answer; the test's own time limit is the limit. */
export async function until<T>(ask: () => T | null | Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await delay(10);
  }
}
