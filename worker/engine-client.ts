import type { EngineEvent, EngineJob } from './engine-protocol';

export interface EngineClientOptions {
  /** Absolute path of the child's entry: `dist/engine-process.mjs`, or `worker/engine-process.ts` with `execArgv: ['--import', 'tsx']`. */
  modulePath: string;
  execArgv?: string[];
  /** `auto` or `cpu`; anything else falls back to `cpu` with a warning. */
  device?: string;
  /** Threads of one network evaluation; default all cores. */
  threads?: number;
  log: (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void;
}

/** The engine process ended under a running job. */
export class EngineCrashed extends Error {
  override readonly name = 'EngineCrashed';
}

/** The parent's handle on the engine process: starts it when needed, and again after a crash. */
export class EngineClient {
  constructor(readonly options: EngineClientOptions) {}

  /** Pid of the running child, if any. */
  get pid(): number | undefined {
    throw new Error('not built yet');
  }

  /** Starts the process ahead of the first job; resolves when it is ready. */
  start(): Promise<void> {
    throw new Error('not built yet');
  }

  /**
   * Runs a job; the iterable ends after its `done` or `failed` event.
   * @throws EngineCrashed while iterating, when the process ends under it
   */
  run(_job: EngineJob): AsyncIterable<EngineEvent> {
    throw new Error('not built yet');
  }

  interrupt(_jobId: string): void {
    throw new Error('not built yet');
  }

  skip(_jobId: string): void {
    throw new Error('not built yet');
  }

  /** Ends the process after the step it is in; running jobs end with EngineCrashed. */
  stop(): Promise<void> {
    throw new Error('not built yet');
  }

  /** Ends the process at once. */
  kill(): void {
    throw new Error('not built yet');
  }
}
