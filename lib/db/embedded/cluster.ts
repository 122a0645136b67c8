import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { AppError } from '@/lib/errors';
import { type Account, chooseAccount } from './account';
import { SUPERUSER } from './address';
import { type Binaries, findBinaries } from './binaries';
import { isAlive } from './postmaster';

/** A PostgreSQL data directory, ready to be served, and how to start programs on it. */
export interface Cluster {
  /** The folder around it; the socket lies here too. */
  directory: string;
  /** `PGDATA`. */
  path: string;
  passwordFile: string;
  account: Account;
  binaries: Binaries;
}

export const ENVIRONMENT = { LC_ALL: 'C', LC_MESSAGES: 'C', TZ: 'UTC', PGTZ: 'UTC' };

export interface OpenOptions {
  /** false: do not wait for the disk. For databases that are thrown away. */
  durable: boolean;
}

/** Opens the cluster in `directory`, making it when there is none. Safe against another process doing the same. */
export async function openCluster(directory: string, { durable }: OpenOptions): Promise<Cluster> {
  const binaries = await findBinaries();
  const path = join(directory, 'cluster');
  const passwordFile = join(directory, 'password');
  const exists = existsSync(join(path, 'PG_VERSION'));
  const account = chooseAccount(exists ? path : null, [directory, binaries.postgres]);
  const cluster: Cluster = { directory, path, passwordFile, account, binaries };
  if (exists) return cluster;

  await mkdir(directory, { recursive: true });
  await removeAbandoned(directory);
  const draft = join(directory, `new-${process.pid}`);
  await mkdir(draft, { mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) {
    await chown(directory, account.uid, account.gid);
    await chown(draft, account.uid, account.gid);
  }
  await chmod(directory, 0o700);
  await initialise(draft, cluster, durable);
  try {
    // A half-made cluster never has the final name, and of two makers one wins.
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(join(path, 'PG_VERSION'))) throw error;
  }
  return cluster;
}

/** Drafts of starts that were killed while they made one. */
async function removeAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const pid = /^new-(\d+)$/.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid)))) {
      await rm(join(directory, name), { recursive: true, force: true });
    }
  }
}

async function initialise(draft: string, cluster: Cluster, durable: boolean): Promise<void> {
  const options = [
    '-D',
    draft,
    '-U',
    SUPERUSER,
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
  ];
  if (process.platform === 'win32') {
    await writeFile(cluster.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    options.push('--auth=scram-sha-256', `--pwfile=${cluster.passwordFile}`);
  } else {
    // Only this account and root reach the socket's folder.
    options.push('--auth-local=trust', '--auth-host=reject');
  }
  if (!durable) options.push('--no-sync');
  const program = startProgram(cluster, 'initdb', options);
  const [output, errors, code] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    new Promise<number | null>((resolve, reject) => program.once('error', reject).once('exit', resolve)),
  ]);
  if (code === 0) return;
  await rm(draft, { recursive: true, force: true });
  throw new AppError({
    code: 'database_not_made',
    status: 500,
    message: `The embedded database could not be made in ${cluster.directory}: ${reasonIn(errors || output)}`,
    cause: output + errors,
  });
}

/** Starts one of PostgreSQL's programs as the cluster's account, in a process group of its own (Ctrl-C is not for it). */
export function startProgram(cluster: Cluster, program: 'postgres' | 'initdb', options: readonly string[]) {
  const { account, binaries } = cluster;
  const [command, ...rest] = [...account.prefix, binaries[program], ...options];
  return spawn(command!, rest, {
    uid: account.uid,
    gid: account.gid,
    // The account may not reach the folder we are in.
    cwd: '/',
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

/** The line of a program's output that says why it gave up. */
export function reasonIn(output: string): string {
  const lines = output.trim().split('\n');
  return lines.findLast((line) => /\b(FATAL|PANIC|error):/.test(line)) ?? lines.at(-1) ?? '';
}
