import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@/lib/errors';
import type { Account } from './account';

/** Where a cluster's server listens: a Unix socket in a folder, or (Windows) a loopback port with a password. */
export type Address = { socketDir: string } | { port: number; passwordFile: string };

export const DATABASE = 'atelier';
export const SUPERUSER = 'atelier';
const SOCKET_NAME = '.s.PGSQL.5432';
/** `sun_path` holds 108 bytes with its NUL on Linux and 104 on macOS. */
const LONGEST_SOCKET_PATH = 103;

/** Chooses the address of a server about to start. `directory` is the folder that holds the cluster, `account` runs it. */
export async function chooseAddress(directory: string, account: Account): Promise<Address> {
  if (process.platform === 'win32') {
    return { port: await freePort(), passwordFile: join(directory, 'password') };
  }
  return { socketDir: chooseSocketDir(directory, account) };
}

/** The folder of the socket: beside the cluster, or a short one in the temporary folder when that path is too long. */
export function chooseSocketDir(directory: string, { uid = process.getuid?.() ?? 0, gid }: Account): string {
  if (Buffer.byteLength(join(directory, SOCKET_NAME)) <= LONGEST_SOCKET_PATH) return directory;
  const digest = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const short = join(tmpdir(), `atelier-${uid}-${digest}`);
  try {
    mkdirSync(short, { mode: 0o700 });
    if (gid !== undefined) chownSync(short, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // Anybody may have made a folder of that name first; a socket in it would be theirs to replace.
  const entry = lstatSync(short);
  if (entry.isDirectory() && entry.uid === uid && (entry.mode & 0o077) === 0) return short;
  throw new AppError({
    code: 'socket_dir_not_private',
    status: 500,
    message: `${short} can be used by other accounts. Remove it, or choose a --data-dir with a shorter path.`,
  });
}

/** Arguments of `postgres` that make it listen there and nowhere else. */
export function listenArguments(address: Address): string[] {
  return 'socketDir' in address
    ? ['-k', address.socketDir, '-c', 'listen_addresses=']
    : ['-p', String(address.port), '-c', 'listen_addresses=127.0.0.1'];
}

/** `DATABASE_URL` for a database of the server. */
export function databaseUrl(address: Address, database = DATABASE): string {
  if ('socketDir' in address) {
    return `postgresql://${SUPERUSER}@localhost/${database}?host=${encodeURIComponent(address.socketDir)}`;
  }
  const password = encodeURIComponent(readFileSync(address.passwordFile, 'utf8').trim());
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${address.port}/${database}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 5432));
    });
  });
}
