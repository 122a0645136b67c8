import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { AppError } from '@/lib/errors';

interface Migration {
  name: string;
  sql: string;
  /** As Prisma computes it: SHA-256 of the file. */
  checksum: string;
}

/** Two starters must not migrate at once; the number is the one Prisma uses for the same purpose. */
const LOCK = 72707369;

const HISTORY = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Applies the migrations that are missing, in order, each in a transaction of its own together with its row in Prisma's
 * history table. Nothing of a migration that fails stays.
 *
 * @returns the names of those applied now
 * @throws AppError `migration_failed`, or `database_newer` when the database has migrations this version does not know.
 */
export async function migrate(
  connectionString: string,
  folder = join('prisma', 'migrations'),
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const applied = await readHistory(client);
    refuseStrange(migrations, applied);
    const missing = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    // Ending the session gives the lock back.
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Name → checksum of what is in force. */
async function readHistory(client: pg.Client): Promise<Map<string, string>> {
  const table = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS found`);
  if (!table.rows[0].found) {
    await client.query(HISTORY);
    return new Map();
  }
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM "_prisma_migrations"
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function refuseStrange(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of applied) {
    if (!known.has(name)) {
      throw new AppError({
        code: 'database_newer',
        status: 500,
        message: `The database was last used by a newer version of Atelier (it has the migration ${name}). Start that version, or restore a backup.`,
      });
    }
    if (known.get(name) !== checksum) {
      throw new AppError({
        code: 'migration_changed',
        status: 500,
        message: `The migration ${name} was changed after it was applied. Restore the file; changes go into a new migration.`,
      });
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    throw new AppError({
      code: 'migration_failed',
      status: 500,
      message: `The database could not be brought up to date: migration ${name}: ${(cause as Error).message}. Nothing of it was kept.`,
      cause,
    });
  }
}
