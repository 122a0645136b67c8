/** The processes of one installation: what is started in which order, and ended in which. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ensureAdmin } from '@/lib/auth/first-start';
import { type Config, config } from '@/lib/config';
import { databaseDir, logDir, prepareDataDir } from '@/lib/data-dir';
import { migrate } from '@/lib/db/migrate';
import { closeDatabasePool } from '@/lib/db/pool';
import { rememberAddress, studioUrl } from './address';
import { assertReachable } from './external-database';
import { LogFile } from './log-file';
import { signInLine } from './sign-in-line';
import { SupervisedDatabase } from './supervised-database';
import { SupervisedProcess } from './supervised-process';

type Say = (line: string) => void;

export class Installation {
  private database: SupervisedDatabase | null = null;
  private web: SupervisedProcess | null = null;
  private worker: SupervisedProcess | null = null;
  private readonly workerId = randomUUID();
  private stopped: Promise<void> | null = null;

  constructor(private readonly say: Say) {}

  /** Resolves when the studio can be used. @throws AppError with a sentence when it can't. */
  async start(): Promise<void> {
    const settings = config();
    await prepareDataDir();
    const url = await this.openDatabase();
    process.env.DATABASE_URL = url;
    const applied = await migrate(url);
    if (applied.length > 0)
      this.say(`database: ${applied.length} migration${applied.length > 1 ? 's' : ''} applied`);

    this.web = this.startProcess('web', settings, url);
    this.worker = this.startProcess('worker', settings, url);
    const adminPassword = process.env.ATELIER_ADMIN_PASSWORD;
    const firstStart = await ensureAdmin({ password: adminPassword });
    await closeDatabasePool();
    await this.web.ready;
    const address = studioUrl(settings);
    await rememberAddress(address);
    const signIn = signInLine(address, firstStart, adminPassword !== undefined);
    this.say(['', `  ${address}`, `  ${signIn}`, ''].join('\n'));
  }

  /** Ends everything, those who use the database before it. */
  stop(): Promise<void> {
    this.stopped ??= (async () => {
      await Promise.all([this.web?.stop(), this.worker?.stop()]);
      await this.database?.stop();
    })();
    return this.stopped;
  }

  /** Ends the processes without asking them. */
  killNow(): void {
    this.web?.killNow();
    this.worker?.killNow();
  }

  private async openDatabase(): Promise<string> {
    const given = process.env.DATABASE_URL;
    if (given) {
      await assertReachable(given);
      return given;
    }
    this.database = await SupervisedDatabase.start({
      directory: databaseDir(),
      logFile: new LogFile(join(logDir(), 'postgres.log')),
      say: this.say,
    });
    return this.database.url;
  }

  private startProcess(name: string, settings: Config, url: string): SupervisedProcess {
    return new SupervisedProcess({
      name,
      entry: join(process.cwd(), 'dist', `${name}.mjs`),
      environment: {
        ...process.env,
        NODE_ENV: settings.dev ? 'development' : 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        DATABASE_URL: url,
        ATELIER_CONFIG: JSON.stringify(settings),
        // The same for each start of the worker: what admins want of it outlives a crash.
        ATELIER_WORKER_ID: this.workerId,
        // The password of admin is nothing a child needs.
        ATELIER_ADMIN_PASSWORD: undefined,
      },
      logFile: new LogFile(join(logDir(), `${name}.log`)),
      say: this.say,
    });
  }
}
