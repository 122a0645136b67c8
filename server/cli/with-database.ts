import type { Command } from 'commander';
import { fromCommandLine } from '@/lib/config';
import { databaseDir, prepareDataDir } from '@/lib/data-dir';
import { startOwnServer } from '@/lib/db/embedded/own-server';
import { findRunningServer } from '@/lib/db/embedded/running';
import { migrate } from '@/lib/db/migrate';
import { closeDatabasePool } from '@/lib/db/pool';

/** Takes `--data-dir`, given before or after the command, into the configuration. */
export function applyDataDir(command: Command): void {
  const { dataDir } = command.optsWithGlobals<{ dataDir?: string }>();
  process.env.ATELIER_CONFIG = JSON.stringify(fromCommandLine(dataDir ? ['--data-dir', dataDir] : []));
}

/** Runs `work` on the installation's database: the one that runs, or one started for the moment. */
export async function withDatabase<T>(command: Command, work: () => Promise<T>): Promise<T> {
  applyDataDir(command);
  const running = process.env.DATABASE_URL ?? findRunningServer(databaseDir());
  if (running) return usingUrl(running, work);
  await prepareDataDir();
  const { server, hold } = await startOwnServer(databaseDir(), 'command', { onLog: () => {} });
  try {
    return await usingUrl(server.url, work);
  } finally {
    await hold.release();
    await server.stop();
  }
}

async function usingUrl<T>(url: string, work: () => Promise<T>): Promise<T> {
  process.env.DATABASE_URL = url;
  await migrate(url);
  try {
    return await work();
  } finally {
    await closeDatabasePool();
  }
}
