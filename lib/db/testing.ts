/**
 * Real databases and data directories for tests (`*.itest.ts`). One PostgreSQL runs for the whole run
 * (testing-server.ts); every file gets a fresh database, cloned from a migrated template.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { config } from '@/lib/config';
import { prepareDataDir } from '@/lib/data-dir';
import { closeDatabasePool } from './pool';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL with `DATABASE` for the name. */
    testDatabaseUrl: string;
    testTemplate: string;
  }
}

/** Call at the top of a test file. Sets `DATABASE_URL` to a fresh, migrated database; dropped after the file. */
export function useTestDatabase(): { readonly url: string } {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = () => inject('testDatabaseUrl').replace('DATABASE', name);
  beforeAll(async () => {
    await administer(`CREATE DATABASE "${name}" TEMPLATE "${inject('testTemplate')}" STRATEGY FILE_COPY`);
    process.env.DATABASE_URL = url();
  });
  afterAll(async () => {
    await closeDatabasePool();
    await administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  });
  return {
    get url() {
      return url();
    },
  };
}

/** Call at the top of a test file. Makes an empty data directory and sets it in the configuration; removed after the file. */
export function useTestDataDir(): { readonly path: string } {
  let path = '';
  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'atelier-data-'));
    process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), dataDir: path });
    await prepareDataDir();
  });
  afterAll(() => rm(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({
    connectionString: inject('testDatabaseUrl').replace('DATABASE', 'postgres'),
  });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
