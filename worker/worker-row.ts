import { hostname } from 'node:os';
import { databasePool } from '@/lib/db/pool';
import type { WorkerWishes } from '@/lib/workers/wishes';
import { version } from '@/package.json';

/** A worker that has not been heard of for this long is no longer listed. */
const FORGOTTEN_AFTER = '10 minutes';

/** What a worker says of itself with each heartbeat; null and none until its engine has said so. Memory in bytes. */
export interface WorkerReport {
  device: string | null;
  threads: number | null;
  acceleration: string | null;
  /** Names, the one used last at the end. */
  checkpoints: string[];
  engineBytes: number | null;
  workerBytes: number;
  /** What the machine could still give. */
  freeBytes: number;
}

const FACTS = 'device, threads, acceleration, checkpoints, engine_bytes, worker_bytes, free_bytes';
const GIVEN = '$4, $5, $6, $7, $8, $9, $10';

function valuesOf(id: string, report: WorkerReport): unknown[] {
  const { device, threads, acceleration, checkpoints, engineBytes, workerBytes, freeBytes } = report;
  const facts = [device, threads, acceleration, checkpoints, engineBytes, workerBytes, freeBytes];
  return [id, hostname(), version, ...facts];
}

/**
 * Says that this process is the worker with this id from now on. A restart that was wanted has happened with that; a
 * worker that was drained stays so.
 */
export async function enrolWorker(id: string, report: WorkerReport): Promise<void> {
  await databasePool().query(
    `INSERT INTO worker (id, hostname, version, ${FACTS}) VALUES ($1, $2, $3, ${GIVEN})
     ON CONFLICT (id) DO UPDATE SET (hostname, version, ${FACTS}) = ($2, $3, ${GIVEN}),
       started_at = now(), heartbeat_at = now(), restart = NULL`,
    valuesOf(id, report),
  );
}

/**
 * Says that this worker is here and how it is, and forgets those not heard of; called again and again. Answers what
 * admins want of it.
 */
export async function reportWorker(id: string, report: WorkerReport): Promise<WorkerWishes> {
  const { rows } = await databasePool().query<WorkerWishes>(
    `WITH gone AS (DELETE FROM worker WHERE heartbeat_at < now() - $11::interval AND id <> $1)
     INSERT INTO worker (id, hostname, version, ${FACTS}) VALUES ($1, $2, $3, ${GIVEN})
     ON CONFLICT (id) DO UPDATE SET heartbeat_at = now(), (${FACTS}) = (${GIVEN})
     RETURNING draining, restart`,
    [...valuesOf(id, report), FORGOTTEN_AFTER],
  );
  return rows[0]!;
}

export async function removeWorker(id: string): Promise<void> {
  await databasePool().query('DELETE FROM worker WHERE id = $1', [id]);
}
