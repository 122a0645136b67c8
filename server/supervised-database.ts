import { setTimeout as delay } from 'node:timers/promises';
import { type OwnServer, startOwnServer } from '@/lib/db/embedded/own-server';
import { BackOff } from './back-off';
import type { LogFile } from './log-file';

export interface DatabaseOptions {
  directory: string;
  logFile: LogFile;
  say(line: string): void;
}

/** The embedded PostgreSQL, started again whenever it ends. Its URL stays the same. */
export class SupervisedDatabase {
  private readonly stopping = new AbortController();
  private restarting: Promise<void> | null = null;
  private readonly backOff = new BackOff();

  private constructor(
    private readonly options: DatabaseOptions,
    private own: OwnServer,
    private started: number,
  ) {
    void this.watch();
  }

  /** @throws AppError when it can't be started, or another Atelier runs on the directory. */
  static async start(options: DatabaseOptions): Promise<SupervisedDatabase> {
    return new SupervisedDatabase(options, await startOwn(options), Date.now());
  }

  get url(): string {
    return this.own.server.url;
  }

  get pid(): number {
    return this.own.server.pid;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.restarting;
    await this.own.hold.release().catch(() => {});
    await this.own.server.stop();
  }

  private async watch(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.own.server.ended;
      if (this.stopping.signal.aborted) return;
      this.options.say('database ended; starting it again. What it wrote is in logs/postgres.log.');
      this.restarting = this.startAgain();
      await this.restarting;
    }
  }

  private async startAgain(): Promise<void> {
    const { address } = this.own.server;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await delay(this.backOff.pauseAfter(Date.now() - this.started), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        this.own = await startOwn(this.options, address);
        this.started = Date.now();
        return;
      } catch (error) {
        this.options.say(`database: ${(error as Error).message}`);
      }
    }
  }
}

function startOwn({ directory, logFile }: DatabaseOptions, address?: OwnServer['server']['address']) {
  return startOwnServer(directory, 'server', { address, onLog: (text) => logFile.write(text) });
}
