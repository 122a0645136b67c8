import { join } from 'node:path';
import { AppError } from '@/lib/errors';
import type { UpscalePlan } from './plan-upscale';

/** 8-bit samples, row by row: 3 channels RGB, 4 RGBA. */
export interface Samples {
  width: number;
  height: number;
  channels: number;
  data: Uint8Array;
}

/** Longest one picture may take. */
const LONGEST_MS = 180_000;

/** The program of the process, and what Node needs to run it. The web process starts in the folder of the product. */
function upscaleProgram(): { modulePath: string; execArgv: string[] } {
  // Tests run the sources; everything else has its programs built.
  const isTest = process.env.NODE_ENV === 'test';
  return isTest
    ? { modulePath: join(process.cwd(), 'worker', 'upscale-process.ts'), execArgv: ['--import', 'tsx'] }
    : { modulePath: join(process.cwd(), 'dist', 'upscale-process.mjs'), execArgv: [] };
}

/**
 * Enlarges a picture in a process of its own: seconds of computing and hundreds of megabytes, during which the web process
 * answers others, and which are gone afterwards.
 *
 * @throws AppError `upscale_failed` (500), `upscale_stopped` (499) when `signal` says that nobody waits any more
 */
export async function upscale(picture: Samples, plan: UpscalePlan, signal?: AbortSignal): Promise<Samples> {
  if (!plan.first) return picture;
  if (signal?.aborted) throw stopped();
  // Not an import: the bundler would look for the program itself.
  const { fork } = process.getBuiltinModule('node:child_process');
  const { modulePath, execArgv } = upscaleProgram();
  const child = fork(modulePath, [], {
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const kill = () => void child.kill('SIGKILL');
  const timer = setTimeout(kill, LONGEST_MS);
  signal?.addEventListener('abort', kill);
  try {
    return await new Promise<Samples>((resolve, reject) => {
      child.once('message', (made) => resolve(made as Samples));
      child.once('error', reject);
      child.once('exit', (code, by) => reject(new Error(`it ended with ${code ?? by}`)));
      // Who can't be told has ended, and says so itself.
      child.send({ picture, plan }, () => {});
    });
  } catch (cause) {
    throw signal?.aborted ? stopped() : failed(cause);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
  }
}

const failed = (cause: unknown) =>
  new AppError({
    code: 'upscale_failed',
    status: 500,
    message: 'This picture could not be enlarged. Try again, or choose a smaller size.',
    cause,
  });

const stopped = () =>
  new AppError({ code: 'upscale_stopped', status: 499, message: 'The request was given up. Send it again.' });
