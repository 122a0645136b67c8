import { type ChildProcess, fork } from 'node:child_process';
import type { Log } from './engine/log';
import type { EngineCommand, EngineEvent, EngineJob, JobEvent } from './engine-protocol';
import { EventStream } from './event-stream';

export interface EngineClientOptions {
  /**
   * Absolute path of the child's entry: `dist/engine-process.mjs`, or `worker/engine-process.ts` with
   * `execArgv: ['--import', 'tsx']`.
   */
  modulePath: string;
  execArgv?: string[];
  /** `auto`, `cpu`, `cuda`, `cuda:1`, `webgpu`, `dml`, `coreml`; one that does not work becomes `cpu`, with a warning. */
  device?: string;
  /** `none`: operator by operator; `xformers`, unless said: with fused attention. */
  acceleration?: string;
  /** Keep several checkpoints in memory, as long as so many GiB stay free; without it one is kept. */
  reservedGib?: number;
  /** Absolute; files that make checkpoints load quickly are kept there. Without it none are. */
  cacheFolder?: string;
  /** Threads of one network evaluation; default all cores. */
  threads?: number;
  log: Log;
}

/** The engine process ended under a running job. */
export class EngineCrashed extends Error {
  override readonly name = 'EngineCrashed';
}

/** What the engine process says of itself. */
export interface EngineState {
  /** What it really computes on: `cpu`, `cuda:1`. */
  device: string;
  threads: number;
  acceleration: string;
  /** Resident memory in bytes; null until it was told. */
  memory: number | null;
  /** Absolute paths of the checkpoints in memory. */
  checkpoints: string[];
}

interface Child {
  process: ChildProcess;
  ready: Promise<void>;
  exited: Promise<void>;
}

/** The parent's handle on the engine process: starts it when needed, and again after a crash. */
export class EngineClient {
  readonly #jobs = new Map<string, EventStream<JobEvent>>();
  #child: Child | undefined;
  #state: EngineState | null = null;

  constructor(readonly options: EngineClientOptions) {}

  /** Pid of the running child, if any. */
  get pid(): number | undefined {
    return this.#child?.process.pid;
  }

  /** As the running child told it last; null before and after. */
  get state(): EngineState | null {
    return this.#state;
  }

  /**
   * Starts the process ahead of the first job; resolves when it is ready.
   * @throws EngineCrashed when it ends before
   */
  start(): Promise<void> {
    this.#child ??= this.#spawn();
    return this.#child.ready;
  }

  /**
   * Runs a job; the iterable ends after its `done` or `failed` event. Leaving it early interrupts the job.
   * @throws EngineCrashed while iterating, when the process ends under it
   */
  run(job: EngineJob): AsyncIterable<JobEvent> {
    if (this.#jobs.has(job.id)) throw new Error(`job ${job.id} is running already`);
    const events = new EventStream<JobEvent>(() => this.interrupt(job.id));
    this.#jobs.set(job.id, events);
    this.start().catch(() => {});
    this.#send({ type: 'run', job });
    return events;
  }

  interrupt(jobId: string): void {
    if (this.#jobs.has(jobId)) this.#send({ type: 'interrupt', jobId });
  }

  skip(jobId: string): void {
    if (this.#jobs.has(jobId)) this.#send({ type: 'skip', jobId });
  }

  /** Ends the process after the evaluation it is in; running jobs end with EngineCrashed. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#send({ type: 'shutdown' });
    await child.exited;
  }

  /** Ends the process at once. */
  kill(): void {
    this.#child?.process.kill('SIGKILL');
  }

  #send(command: EngineCommand): void {
    const child = this.#child?.process;
    // A failed send means that the process is ending; its exit is told to every job.
    if (child?.connected) child.send(command, () => {});
  }

  #spawn(): Child {
    const {
      modulePath,
      execArgv = [],
      device,
      threads,
      acceleration,
      reservedGib,
      cacheFolder,
      log,
    } = this.options;
    const child = fork(modulePath, {
      execArgv,
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        ...(device ? { ATELIER_ENGINE_DEVICE: device } : {}),
        ...(threads ? { ATELIER_ENGINE_THREADS: String(threads) } : {}),
        ...(acceleration ? { ATELIER_ENGINE_ACCELERATION: acceleration } : {}),
        ...(reservedGib === undefined ? {} : { ATELIER_ENGINE_RESERVED_GIB: String(reservedGib) }),
        ...(cacheFolder ? { ATELIER_ENGINE_CACHE: cacheFolder } : {}),
      },
    });
    for (const output of [child.stdout!, child.stderr!]) {
      output
        .setEncoding('utf8')
        .on('data', (text: string) => log('warn', `engine process: ${text.trimEnd()}`));
    }
    const exited = new Promise<void>((resolve) => {
      const end = (reason: string) => {
        if (this.#child?.process === child) {
          this.#child = undefined;
          this.#state = null;
        }
        this.#endJobs(new EngineCrashed(`The engine process ended (${reason}).`));
        resolve();
      };
      child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
      child.once('error', (error) => end(error.message));
    });
    const ready = new Promise<void>((resolve, reject) => {
      child.on('message', (event: EngineEvent) => {
        if (event.type === 'ready') {
          const { device, threads, acceleration } = event;
          this.#state = { device, threads, acceleration, memory: null, checkpoints: [] };
          resolve();
        } else if (event.type === 'status') {
          const { memory, checkpoints } = event;
          if (this.#state) this.#state = { ...this.#state, memory, checkpoints };
        } else if (event.type === 'log') log(event.level, event.message);
        else this.#receive(event);
      });
      void exited.then(() => reject(new EngineCrashed('The engine process ended before it was ready.')));
    });
    ready.catch(() => {});
    return { process: child, ready, exited };
  }

  #receive(event: JobEvent): void {
    const events = this.#jobs.get(event.jobId);
    const isLast = event.type === 'done' || event.type === 'failed';
    if (isLast) this.#jobs.delete(event.jobId);
    events?.push(event);
    if (isLast) events?.end();
  }

  #endJobs(error: EngineCrashed): void {
    const streams = [...this.#jobs.values()];
    this.#jobs.clear();
    for (const events of streams) events.end(error);
  }
}
