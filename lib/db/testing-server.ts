/** Vitest's global set-up of the integration tests: one embedded PostgreSQL and a migrated template. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { databaseUrl } from './embedded/address';
import { openCluster } from './embedded/cluster';
import { startServer } from './embedded/server';
import { migrate } from './migrate';
import type {} from './testing';

const TEMPLATE = 'template_atelier';
// Nothing here has to survive.
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'atelier-postgres-'));
  // The database's account must be able to pass when the tests run as root.
  await chmod(directory, 0o755);
  const cluster = await openCluster(join(directory, 'database'), { durable: false });
  const server = await startServer(cluster, { onLog: () => {}, settings: FAST });
  const client = new pg.Client({ connectionString: databaseUrl(server.address, 'postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE "${TEMPLATE}"`);
  await client.end();
  await migrate(databaseUrl(server.address, TEMPLATE));
  project.provide('testDatabaseUrl', databaseUrl(server.address, 'DATABASE'));
  project.provide('testTemplate', TEMPLATE);
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
