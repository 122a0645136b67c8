import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '@/lib/errors';
import { type Address, chooseAddress, DATABASE, databaseUrl, listenArguments } from './address';
import { type Cluster, reasonIn, startProgram } from './cluster';
import { findPostmaster, stopPostmaster } from './postmaster';

/** A PostgreSQL that this process started. */
export interface EmbeddedServer {
  pid: number;
  address: Address;
  /** `DATABASE_URL` of the product's database. */
  url: string;
  /** Settles when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Closes all sessions and ends it. */
  stop(): Promise<void>;
}

export interface StartOptions {
  onLog(text: string): void;
  /** Where to listen; chosen when not given. */
  address?: Address;
  /** Settings for `-c`, beside those every server has. */
  settings?: readonly string[];
}

const SETTINGS = [
  'max_connections=100',
  'shared_buffers=64MB',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_destination=stderr',
  'logging_collector=off',
];
/** A big database may have much to recover after a crash. */
const LONGEST_START_MS = 10 * 60_000;
const LONGEST_RETRY_MS = 10_000;

/**
 * Starts a server on the cluster and waits until it takes connections.
 *
 * @throws AppError `database_running` when another server holds the cluster, `database_not_started` otherwise.
 */
export async function startServer(cluster: Cluster, options: StartOptions): Promise<EmbeddedServer> {
  const started = Date.now();
  for (;;) {
    const attempt = await tryStart(cluster, options);
    if (!('output' in attempt)) {
      await makeDatabase(attempt.address);
      return attempt;
    }
    if (/lock file ".*postmaster\.pid" already exists/.test(attempt.output)) {
      throw new AppError({
        code: 'database_running',
        status: 409,
        message: 'A PostgreSQL server already runs on this data directory.',
      });
    }
    // Sessions of a server that was killed take a moment to notice.
    const passing = /pre-existing shared memory block|could not bind|Address already in use/.test(
      attempt.output,
    );
    if (!passing || Date.now() - started > LONGEST_RETRY_MS) throw notStarted(attempt.output);
    await delay(100);
  }
}

async function tryStart(
  cluster: Cluster,
  { onLog, settings = [], address: given }: StartOptions,
): Promise<EmbeddedServer | { output: string }> {
  const address = given ?? (await chooseAddress(cluster.directory, cluster.account));
  const chosen = [...SETTINGS, ...settings].flatMap((setting) => ['-c', setting]);
  const child = startProgram(cluster, 'postgres', [
    '-D',
    cluster.path,
    ...listenArguments(address),
    ...chosen,
  ]);

  let output = '';
  let ready = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      if (!ready) output += text;
      onLog(text);
    });
  }
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    const settle = () => {
      hasEnded = true;
      resolve();
    };
    child.once('close', settle).once('error', (error) => {
      output += error.message;
      settle();
    });
  });

  const deadline = Date.now() + LONGEST_START_MS;
  while (!hasEnded) {
    const postmaster = findPostmaster(cluster.path, cluster.passwordFile);
    if (postmaster?.pid === child.pid && postmaster?.ready) break;
    if (Date.now() > deadline) throw notStarted(output);
    await Promise.race([ended, delay(10)]);
  }
  if (hasEnded || child.pid === undefined) return { output };
  ready = true;
  const { pid } = child;
  return {
    pid,
    address,
    url: databaseUrl(address),
    ended,
    async stop() {
      await stopPostmaster(pid, cluster.path, cluster.binaries.pg_ctl);
      await ended;
    },
  };
}

async function makeDatabase(address: Address): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(address, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE "${DATABASE}"`);
  } finally {
    await client.end();
  }
}

const notStarted = (output: string) =>
  new AppError({
    code: 'database_not_started',
    status: 500,
    message: `The embedded database does not start: ${reasonIn(output) || 'it gave no reason'}`,
    cause: output,
  });
