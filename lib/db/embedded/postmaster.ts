import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Address } from './address';

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  ready: boolean;
  address: Address;
}

const FILE = 'postmaster.pid';

/** The server that runs on `cluster`, or null. A file left by one that is gone is removed where PostgreSQL could not tell. */
export function findPostmaster(cluster: string, passwordFile: string): Postmaster | null {
  const lines = readLines(join(cluster, FILE));
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (!isAlive(pid)) return null;
  if (!isPostgres(pid)) {
    // Its number was given to another process meanwhile, which PostgreSQL would take for a running server.
    rmSync(join(cluster, FILE), { force: true });
    return null;
  }
  const socketDir = lines[4]?.trim();
  const address = socketDir ? { socketDir } : { port: Number(lines[3]), passwordFile };
  return { pid, ready: lines[7]?.trim() === 'ready', address };
}

/** Asks the server to close its sessions and end, and waits until it has. */
export async function stopPostmaster(pid: number, cluster: string, pgCtl: string): Promise<void> {
  if (process.platform === 'win32') spawnSync(pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w']);
  else signal(pid, 'SIGINT');
  for (let waited = 0; isAlive(pid); waited += 20) {
    if (waited === 8_000) signal(pid, 'SIGQUIT');
    if (waited > 15_000) throw new Error(`PostgreSQL (process ${pid}) does not end.`);
    await delay(20);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A killed process stays in the table until its parent has asked for its end.
  return process.platform !== 'linux' || !/^\d+ \(.*\) [ZX]/s.test(readLines(`/proc/${pid}/stat`).join('\n'));
}

function isPostgres(pid: number): boolean {
  if (process.platform === 'linux') return readLines(`/proc/${pid}/comm`)[0] === 'postgres';
  if (process.platform === 'win32') return true;
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' });
  return /postgres/.test(stdout);
}

function signal(pid: number, name: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(pid, name);
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
