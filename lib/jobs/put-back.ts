import type pg from 'pg';
import { inTransaction } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { announce, JOB_QUEUED } from './channels';
import { handOverInputs } from './inputs';
import { isId, newId } from './job-id';
import { PUT_BACK_MS } from './limits';
import { admissionLock, refuseFullQueue } from './submit';
import type { JobView } from './types';
import { selectJobs } from './views';

/** SQL: whether the row under this alias was canceled by its owner while it waited, a moment ago, and is not back yet. */
export const mayBePutBack = (row: string): string =>
  `(${row}.state = 'canceled' AND ${row}.deliveries = 0 AND ${row}.stopped_by IS NULL AND ${row}.place > 0
    AND ${row}.finished_at > now() - ${PUT_BACK_MS} * interval '1 millisecond')`;

/**
 * Undoes a cancellation: the same request waits again, as a new job at the old place, since an ended job never runs again.
 * Takes over the inputs and the task id.
 * @throws AppError `job_not_found` (404), `cannot_be_put_back` (409), `too_many_queued_jobs` (429)
 */
export async function putBackJob(userId: string, id: string): Promise<JobView> {
  if (!isId(id)) throw noSuch('job');
  return inTransaction(async (client) => {
    // The lock also keeps a second try from seeing what the first one is about to take.
    await refuseFullQueue(client, userId);
    await requireCanceled(client, userId, id);
    const backId = newId();
    await client.query(
      `WITH back AS (
         INSERT INTO job (id, user_id, team_id, request, task_id, priority, place, input_bytes)
           SELECT $2, user_id, team_id, request, task_id, priority, place, input_bytes FROM job WHERE id = $1
         RETURNING id, user_id, state),
       given AS (UPDATE job SET place = 0, input_bytes = 0 WHERE id = $1)
       SELECT ${announce('back', 'state')}, pg_notify('${JOB_QUEUED}', '') FROM back`,
      [id, backId],
    );
    const [back] = await selectJobs(client, 'j.id = $1', [backId]);
    // What came with it may have made room for another job of the same person.
    if (!(await handOverInputs(id, backId)) && back!.job.request.img2img) throw cannotBePutBack();
    return back!.job;
  }, admissionLock(userId));
}

async function requireCanceled(client: pg.PoolClient, userId: string, id: string): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT ${mayBePutBack('j')} AS may FROM job j WHERE j.id = $1 AND j.user_id = $2 FOR UPDATE`,
    [id, userId],
  );
  if (!rows[0]) throw noSuch('job');
  if (!rows[0].may) throw cannotBePutBack();
}

const cannotBePutBack = () =>
  new AppError({
    code: 'cannot_be_put_back',
    status: 409,
    message: 'This job can’t be put back to its place any more. Generate it again instead.',
  });
