import { AppError } from '@/lib/errors';
import type { JobFailure } from '@/lib/jobs/fail';
import { log } from '@/lib/log';
import { EngineCrashed } from '../engine-client';
import type { EngineEvent } from '../engine-protocol';
import { engineFailure } from './job-failure';
import type { JobPart } from './job-parts';

/** How the engine ended what it was given. */
export type Ending = Extract<EngineEvent, { type: 'done' | 'failed' }>;
type Failed = Extract<Ending, { type: 'failed' }>;

export interface PartsSurroundings {
  /** Draws a part. @param deviceMs of the parts before */
  run(part: JobPart, deviceMs: number): Promise<Ending>;
  /** Whether what is left is not wanted any more. */
  isOver(): boolean;
  /** Whether an engine that ended may be started again for the part it had. */
  mayGoOn(): boolean;
  /** Told why a part of several was left out. */
  leftOut(failure: Pick<JobFailure, 'code' | 'message'>): void;
}

/** Engines that may end under one of several parts; after that the whole job is tried again. */
const MOST_CRASHES = 2;

const isRetryable = ({ error, deviceMs }: Failed): boolean => engineFailure(error, deviceMs).retryable;

/**
 * Draws the parts of a job one after the other, as far as its owner wants, and answers as for one. One of many that
 * can't be drawn is left out, and told; nothing but such parts is a failure. An engine that ends under one of many is
 * started again, and goes on with it. Throws what `run` throws.
 */
export async function runParts(
  parts: readonly JobPart[],
  { run, isOver, mayGoOn, leftOut }: PartsSurroundings,
): Promise<Ending> {
  let deviceMs = 0;
  let interrupted = false;
  let last: Ending | null = null;
  let failed: Failed | AppError | null = null;
  let crashes = 0;
  const again = (error: unknown) => {
    if (parts.length === 1 || !(error instanceof EngineCrashed) || !mayGoOn()) return false;
    log.warn({ err: error, crashes: ++crashes }, 'the engine ended under a series');
    return crashes <= MOST_CRASHES;
  };
  for (const part of parts) {
    interrupted = last !== null && isOver();
    if (interrupted) break;
    try {
      const ending: Ending = await persistently(() => run(part, deviceMs), again);
      deviceMs += ending.deviceMs;
      if (ending.type === 'done') {
        last = ending;
        interrupted = ending.interrupted;
        continue;
      }
      if (parts.length === 1 || isRetryable(ending)) return { ...ending, deviceMs };
      failed ??= ending;
      leftOut(engineFailure(ending.error, ending.deviceMs));
    } catch (error) {
      if (parts.length === 1 || !(error instanceof AppError)) throw error;
      failed ??= error;
      leftOut(error);
    }
  }
  if (last) return { ...last, deviceMs, interrupted };
  if (failed instanceof AppError) throw failed;
  return { ...failed!, deviceMs };
}

/** Does it again as long as `again` says so of what went wrong. */
async function persistently<T>(work: () => Promise<T>, again: (error: unknown) => boolean): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!again(error)) throw error;
    }
  }
}
