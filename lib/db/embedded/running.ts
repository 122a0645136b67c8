import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { databaseUrl } from './address';
import { findPostmaster } from './postmaster';

/** `DATABASE_URL` of the embedded server that runs in `directory`, or null when none does. */
export function findRunningServer(directory: string): string | null {
  const cluster = join(directory, 'cluster');
  if (!existsSync(cluster)) return null;
  const postmaster = findPostmaster(cluster, join(directory, 'password'));
  return postmaster?.ready ? databaseUrl(postmaster.address) : null;
}
