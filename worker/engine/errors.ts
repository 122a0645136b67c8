/**
 * What can go wrong inside the engine, as data that survives the way to another process.
 *
 * | code | meaning |
 * | --- | --- |
 * | `checkpoint-missing` | the file is not there or cannot be opened |
 * | `checkpoint-damaged` | it claims to be safetensors and breaks the format, or lost a part |
 * | `checkpoint-pickle` | a pickle (.ckpt, .pt, .bin): never opened, it could run code |
 * | `checkpoint-unsupported` | a sound file that this engine cannot draw with |
 * | `request-invalid` | a request the engine cannot draw, such as an unknown sampler |
 * | `not-a-number` | the network answered NaN or infinity |
 * | `out-of-memory` | the device could not hold the network or the picture |
 * | `device` | the inference runtime failed |
 * | `internal` | our fault |
 */
export type EngineErrorCode =
  | 'checkpoint-missing'
  | 'checkpoint-damaged'
  | 'checkpoint-pickle'
  | 'checkpoint-unsupported'
  | 'request-invalid'
  | 'not-a-number'
  | 'out-of-memory'
  | 'device'
  | 'internal';

export interface EngineErrorData {
  code: EngineErrorCode;
  /** A sentence for the user that says what to do next. */
  message: string;
  /** For the log only. */
  cause?: string;
}

export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  toData(): EngineErrorData {
    return {
      code: this.code,
      message: this.message,
      ...(this.cause === undefined ? {} : { cause: String(this.cause) }),
    };
  }

  static fromData(data: EngineErrorData): EngineError {
    return new EngineError(data.code, data.message, { cause: data.cause });
  }

  /** Anything thrown, as an EngineError; what is not one already is our fault and says so. */
  static from(thrown: unknown): EngineError {
    if (thrown instanceof EngineError) return thrown;
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return new EngineError('internal', 'The engine failed on this request. The log of the worker says why.', {
      cause: text,
    });
  }
}
