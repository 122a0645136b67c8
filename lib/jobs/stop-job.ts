import { type Actor, recordAct } from '@/lib/audit/record-act';
import { inTransaction } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { STOPPED, tellStopped } from './interrupt';
import { isId } from './job-id';
import type { JobState } from './types';

interface LockedJob {
  state: JobState;
  ownerId: string;
  ownerName: string;
}

/**
 * An admin stops somebody's job: one that waits is canceled, one that runs ends after its current step. The owner is told
 * who did it, unless they did it themselves.
 *
 * @throws AppError `job_not_found` (404), `job_ended` (409)
 */
export async function stopJob(actor: Actor, id: string): Promise<void> {
  if (!isId(id)) throw noSuch('job');
  await inTransaction(async (client) => {
    const { rows } = await client.query<LockedJob>(
      `SELECT j.state, u.id AS "ownerId", u.name AS "ownerName"
       FROM job j JOIN user_account u ON u.id = j.user_id WHERE j.id = $1 FOR UPDATE OF j`,
      [id],
    );
    const job = rows[0];
    if (!job) throw noSuch('job');
    if (job.state !== 'queued' && job.state !== 'running') throw jobEnded();
    await client.query(
      `WITH stopped AS (
         UPDATE job SET ${STOPPED}, stopped_by = coalesce(stopped_by, $2) WHERE id = $1
         RETURNING id, user_id, state)
       SELECT ${tellStopped('stopped')} FROM stopped`,
      [id, actor.id === job.ownerId ? null : actor.name],
    );
    await recordAct(client, {
      action: 'job.stopped',
      actor,
      target: { kind: 'job', id, name: job.ownerName },
      before: { state: job.state },
    });
  });
}

const jobEnded = () =>
  new AppError({
    code: 'job_ended',
    status: 409,
    message: 'This job has ended already. Reload the queue to see what waits and runs.',
  });
