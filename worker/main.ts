/** The worker process: one device, its engine in a child process, jobs from the database until it is told to stop. */
import { AppError } from '@/lib/errors';
import { LEASE_MS } from '@/lib/jobs/limits';
import { log } from '@/lib/log';
import { RESTART_CODE } from '@/lib/workers/restart-code';
import { type RunningWorker, startWorker } from './start-worker';

/** A shorter lease finds dead workers sooner and bears shorter pauses of the machine. Milliseconds. */
const leaseMs = Number(process.env.ATELIER_LEASE_MS ?? LEASE_MS);

/** The supervisor kills what has not ended after five seconds; leave before. */
const STOP_MS = 4_500;

async function main(): Promise<void> {
  let worker: RunningWorker | null = null;
  let stopping = false;
  const stop = async (reason: string, code = 0) => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, 'worker stops');
    setTimeout(() => process.exit(code || 1), STOP_MS).unref();
    await worker?.stop({ forGood: code === 0 });
    process.exit(code);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  // The supervisor is gone, however it went: its next start brings its own worker.
  process.on('disconnect', () => void stop('supervisor gone'));

  worker = await startWorker({
    leaseMs,
    id: process.env.ATELIER_WORKER_ID,
    onRestart: () => void stop('an admin wants a restart', RESTART_CODE),
  });
  process.send?.({ type: 'ready' });
}

main().catch((error) => {
  log.fatal({ err: error }, 'the worker could not start');
  if (error instanceof AppError) process.send?.({ type: 'failed', sentence: error.message });
  process.exitCode = 1;
  process.disconnect?.();
  setTimeout(() => process.exit(1), 500).unref();
});
