import { readdir, rm, stat } from 'node:fs/promises';
import { jobDir, jobsDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { UNFINISHED } from './inputs';
import { isId } from './job-id';
import { mayBePutBack } from './put-back';
import { ENDED, type JobState } from './types';

/** A folder whose job no table knows is about to get one, or belongs to another database; it is left alone this long. */
const UNKNOWN_FOR_MS = 3_600_000;

/** Removes inputs that nobody removed when their job ended (a crash, a disk that was away), or that never got a job. */
export async function sweepInputs(now: number = Date.now()): Promise<void> {
  const names = await readdir(jobsDir()).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const known = await statesOf(names.filter(isId));
  for (const name of names) {
    const job = known.get(name);
    const isOver = job
      ? ENDED.includes(job.state) && !job.mayBePutBack
      : isOurs(name) && (await isOld(name, now));
    if (isOver) await rm(jobDir(name), { recursive: true, force: true });
  }
}

const isOurs = (name: string) => isId(name.endsWith(UNFINISHED) ? name.slice(0, -UNFINISHED.length) : name);

async function isOld(name: string, now: number): Promise<boolean> {
  // Somebody else may have removed it meanwhile.
  const found = await stat(jobDir(name)).catch(() => null);
  return found !== null && now - found.mtimeMs > UNKNOWN_FOR_MS;
}

interface KnownJob {
  id: string;
  state: JobState;
  mayBePutBack: boolean;
}

async function statesOf(ids: readonly string[]): Promise<Map<string, KnownJob>> {
  if (ids.length === 0) return new Map();
  const { rows } = await databasePool().query<KnownJob>(
    `SELECT j.id, j.state, ${mayBePutBack('j')} AS "mayBePutBack" FROM job j WHERE j.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((job) => [job.id, job]));
}
