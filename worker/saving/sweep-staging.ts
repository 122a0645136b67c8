import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { databasePool, inTransaction } from '@/lib/db/pool';
import type { JobState } from '@/lib/jobs/types';
import { log } from '@/lib/log';
import { unplace } from './place-pictures';
import { readPlacements } from './placements';
import { stagingRoot } from './staging';

const NAME = /^([0-9a-f-]{36})-(\d+)$/;
/** A folder whose job no table knows may belong to another database; it is left alone this long. */
const UNKNOWN_FOR_MS = 3_600_000;

/**
 * Removes what deliveries that ended without their worker (a crash, a lost lease) left in the staging folder, and the
 * files they had placed but not committed. Deliveries that are running are left alone.
 */
export async function sweepStaging(): Promise<void> {
  const names = await readdir(stagingRoot()).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    if (await sweepDelivery(name)) log.info({ staging: name }, 'swept what a delivery left behind');
  }
}

/** The same for one staging folder, given by its name. Answers whether it is gone now. */
export async function sweepDelivery(name: string): Promise<boolean> {
  const [, jobId, delivery] = NAME.exec(name) ?? [];
  if (!jobId) return false;
  const directory = join(stagingRoot(), name);
  const swept = await inTransaction(async (client) => {
    const job = await lockJob(client, jobId);
    if (!job || (job.state === 'running' && job.deliveries === Number(delivery))) return false;
    // While the row is locked no other worker can settle the job, so the rows say finally which files belong to it.
    const isSettled = job.state === 'succeeded' && job.deliveries === Number(delivery);
    await unplace(directory, await ownedPaths(client, job.user_id, directory, isSettled));
    await rm(directory, { recursive: true, force: true });
    return true;
  });
  if (!swept && !(await isKnown(jobId))) await removeWhenOld(directory);
  return swept;
}

interface LockedJob {
  user_id: string;
  state: JobState;
  deliveries: number;
}

/** Undefined when the job is unknown, or being settled right now. */
async function lockJob(client: pg.PoolClient, id: string): Promise<LockedJob | undefined> {
  const { rows } = await client.query<LockedJob>(
    'SELECT user_id, state, deliveries FROM job WHERE id = $1 FOR UPDATE SKIP LOCKED',
    [id],
  );
  return rows[0];
}

/**
 * Which of the files this folder may have placed belong to somebody: those with a picture row, and of the delivery that
 * settled its job those that go along without one.
 */
async function ownedPaths(
  client: pg.PoolClient,
  userId: string,
  directory: string,
  isSettled: boolean,
): Promise<Set<string>> {
  const placements = await readPlacements(directory);
  const along = placements.filter(({ rowless }) => rowless && isSettled).map(({ path }) => path);
  const paths = placements.map(({ path }) => path);
  const { rows } = await client.query<{ path: string }>(
    'SELECT path FROM picture WHERE user_id = $1 AND path = ANY($2)',
    [userId, paths],
  );
  return new Set([...along, ...rows.map(({ path }) => path)]);
}

async function isKnown(jobId: string): Promise<boolean> {
  const { rows } = await databasePool().query('SELECT 1 FROM job WHERE id = $1', [jobId]);
  return rows.length > 0;
}

async function removeWhenOld(directory: string): Promise<void> {
  const { mtimeMs } = await stat(directory);
  if (Date.now() - mtimeMs > UNKNOWN_FOR_MS) await rm(directory, { recursive: true, force: true });
}
