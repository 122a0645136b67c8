import { readdir, rm, stat } from 'node:fs/promises';
import { jobDir, jobsDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { UNFINISHED } from './inputs';
import { isId } from './job-id';
import { giveUpKeptInputs } from './kept-inputs';
import { ENDED, type JobState } from './types';

/** A folder whose job no table knows is about to get one, or belongs to another database; it is left alone this long. */
const UNKNOWN_FOR_MS = 3_600_000;

/** Removes inputs of ended jobs that are not kept, or no longer, and what never got a job. */
export async function sweepInputs(now: number = Date.now()): Promise<void> {
  await giveUpKeptInputs();
  const names = await readdir(jobsDir()).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const known = await statesOf(names.filter(isId));
  for (const name of names) {
    const job = known.get(name);
    const isOver = job
      ? ENDED.includes(job.state) && !job.hasInputs
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
  hasInputs: boolean;
}

async function statesOf(ids: readonly string[]): Promise<Map<string, KnownJob>> {
  if (ids.length === 0) return new Map();
  const { rows } = await databasePool().query<KnownJob>(
    'SELECT id, state, input_bytes > 0 AS "hasInputs" FROM job WHERE id = ANY($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((job) => [job.id, job]));
}
