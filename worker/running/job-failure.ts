import { AppError } from '@/lib/errors';
import type { JobFailure } from '@/lib/jobs/fail';
import type { EngineErrorCode, EngineErrorData } from '../engine/errors';

/**
 * How each failure of the engine is treated. `billed`: the request is at fault (the rule is in lib/usage/README.md).
 * `retryable`: another try, perhaps on another device, may end well.
 */
const TREATMENT: Record<EngineErrorCode, { retryable: boolean; billed: boolean }> = {
  'request-invalid': { retryable: false, billed: true },
  'checkpoint-missing': { retryable: false, billed: false },
  'checkpoint-damaged': { retryable: false, billed: false },
  'checkpoint-pickle': { retryable: false, billed: false },
  'checkpoint-unsupported': { retryable: false, billed: false },
  'not-a-number': { retryable: false, billed: false },
  'out-of-memory': { retryable: false, billed: false },
  device: { retryable: true, billed: false },
  internal: { retryable: false, billed: false },
};

/** The engine answered that it can't draw the job. */
export function engineFailure(error: EngineErrorData, deviceMs: number): JobFailure {
  const { retryable, billed } = TREATMENT[error.code];
  return {
    code: error.code.replaceAll('-', '_'),
    message: error.message,
    retryable,
    billedMs: billed ? deviceMs : null,
    deviceMs,
  };
}

/** The engine process ended under the job. */
export function engineCrash(delivery: number): JobFailure {
  return {
    code: 'engine_crashed',
    message: `This job stopped its engine ${delivery === 1 ? 'once' : `${delivery} times`} and was given up. Try a smaller size or batch, and tell your administrator if it happens again.`,
    retryable: true,
    billedMs: null,
    deviceMs: 0,
  };
}

/** Something in the worker went wrong: an expected error with its sentence, or a defect. */
export function workerFailure(error: unknown, deviceMs: number): JobFailure {
  const { code, message } =
    error instanceof AppError
      ? error
      : {
          code: 'internal_error',
          message:
            'Something went wrong on our side while making these pictures. Generate again; if it fails again, tell your administrator.',
        };
  return { code, message, retryable: false, billedMs: null, deviceMs };
}
