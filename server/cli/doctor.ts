import { access, constants, statfs } from 'node:fs/promises';
import type { Command } from 'commander';
import { config } from '@/lib/config';
import { dataDir, prepareDataDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { applyDataDir, withDatabase } from './with-database';

/** Pictures, previews and the database's journal need room to be written at all. */
const LEAST_FREE_BYTES = 2 * 1024 ** 3;
const LEAST_NODE: [number, number] = [20, 19];

interface Check {
  name: string;
  /** Resolves with what is there; rejects with what to do. */
  look(command: Command): Promise<string>;
}

const CHECKS: readonly Check[] = [
  { name: 'Node', look: node },
  { name: 'data directory', look: dataDirectory },
  { name: 'free space', look: freeSpace },
  { name: 'database', look: database },
  { name: 'devices', look: devices },
];

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check what Atelier needs, and say what to do')
    .action(async (_options, command: Command) => {
      applyDataDir(command);
      for (const { name, look } of CHECKS) {
        try {
          console.log(`ok    ${name}: ${await look(command)}`);
        } catch (error) {
          console.log(`FIX   ${name}: ${(error as Error).message}`);
          process.exitCode = 1;
        }
      }
    });
}

async function node(): Promise<string> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]))
    return process.versions.node;
  throw new Error(`${process.versions.node} is too old; install ${LEAST_NODE.join('.')} or newer.`);
}

async function dataDirectory(): Promise<string> {
  await prepareDataDir();
  await access(dataDir(), constants.W_OK);
  return `${dataDir()} can be written`;
}

async function freeSpace(): Promise<string> {
  const { bavail, bsize } = await statfs(dataDir());
  const gigabytes = `${((bavail * bsize) / 1024 ** 3).toFixed(1)} GB free`;
  if (bavail * bsize >= LEAST_FREE_BYTES) return gigabytes;
  throw new Error(`${gigabytes} in ${dataDir()}; make room, or use a --data-dir on another disk.`);
}

async function database(command: Command): Promise<string> {
  const own = process.env.DATABASE_URL ? 'DATABASE_URL' : 'embedded';
  return withDatabase(command, async () => {
    const { rows } = await databasePool().query<{ server_version: string }>('SHOW server_version');
    return `PostgreSQL ${rows[0]?.server_version} (${own}) answers, its tables are up to date`;
  });
}

async function devices(): Promise<string> {
  const wanted = config().device;
  try {
    const runtime = await import('onnxruntime-node');
    const names = runtime.listSupportedBackends().map(({ name }) => name);
    // Only the server knows the flags it was started with.
    return `${names.join(', ')} (configured: ${wanted}; acceleration none unless started with --xformers or --blade, see “computes on” in the log)`;
  } catch (error) {
    throw new Error(`the inference library does not load (${(error as Error).message}). Run “npm ci” again.`);
  }
}
