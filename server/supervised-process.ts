import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@/lib/errors';
import { RESTART_CODE } from '@/lib/workers/restart-code';
import { BackOff } from './back-off';
import type { LogFile } from './log-file';

export interface ProcessOptions {
  /** As people read it: `web`, `worker`. */
  name: string;
  /** The program's file. */
  entry: string;
  environment: NodeJS.ProcessEnv;
  logFile: LogFile;
  /** Short lines for the terminal. */
  say(line: string): void;
}

interface Message {
  type: 'ready' | 'failed';
  sentence?: string;
}

const STOP_MS = 5_000;

/** It ended in order to be started again. */
const WANTED = 'restart';

/** One child process that is started again whenever it ends, until it is stopped. */
export class SupervisedProcess {
  /** Settles when it is first ready; rejects with AppError `process_failed` when it says why it can't be. */
  readonly ready: Promise<void>;
  private child: ChildProcess | null = null;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private readonly backOff = new BackOff();
  private settleReady!: { resolve(): void; reject(error: Error): void };

  constructor(private readonly options: ProcessOptions) {
    this.ready = new Promise((resolve, reject) => {
      this.settleReady = { resolve, reject };
    });
    // Whoever does not wait for it is told on the terminal.
    this.ready.catch(() => {});
    this.running = this.keepRunning();
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Asks it to end, makes it end after five seconds, and waits for that. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.child?.kill('SIGTERM');
    const timer = setTimeout(() => this.killNow(), STOP_MS);
    await this.running;
    clearTimeout(timer);
  }

  /** Without asking. */
  killNow(): void {
    if (this.child?.pid) killGroup(this.child.pid);
  }

  private async keepRunning(): Promise<void> {
    const { name, say } = this.options;
    while (!this.stopping.signal.aborted) {
      const started = Date.now();
      const how = await this.runOnce();
      if (this.stopping.signal.aborted) return;
      if (how === WANTED) {
        say(`${name} starts anew, as an admin wanted.`);
        continue;
      }
      const pause = this.backOff.pauseAfter(Date.now() - started);
      say(`${name} ended (${how}); starting it again. What it wrote is in logs/${name}.log.`);
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => {});
    }
  }

  /** @returns how it ended, for people; `WANTED` when it is to be started again at once */
  private runOnce(): Promise<string> {
    const { entry, environment, logFile, name } = this.options;
    const child = spawn(process.execPath, ['--enable-source-maps', entry], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C in the terminal is for the supervisor, which ends the others in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => logFile.write(text));
    }
    child.on('message', (message: Message) => {
      if (message.type === 'ready') this.settleReady.resolve();
      if (message.type === 'failed') {
        const sentence = message.sentence ?? `${name} could not start.`;
        this.settleReady.reject(new AppError({ code: 'process_failed', status: 500, message: sentence }));
      }
    });
    return new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => {
        // What it started (the engine) must not outlive it.
        if (child.pid) killGroup(child.pid);
        if (code === RESTART_CODE) resolve(WANTED);
        else resolve(signal ? `signal ${signal}` : `code ${code}`);
      });
    });
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in it.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
