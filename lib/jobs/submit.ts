import type pg from 'pg';
import type { Actor } from '@/lib/audit/record-act';
import { inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { requireRoomForPictures } from '@/lib/files/storage';
import type { GenerationRequest } from '@/lib/generation/request';
import { announce, JOB_QUEUED } from './channels';
import { bytesOf, type JobInput, type KeptInput, removeInputs, storeInputs } from './inputs';
import { newId } from './job-id';
import { makeRoomForInputs, removeGivenUp } from './kept-inputs';
import { QUEUED_JOBS_PER_USER, REQUEST_BYTES, TASK_ID_CHARACTERS } from './limits';
import { recordMadeFor } from './made-for';
import { newTaskId } from './task-id';
import type { JobView } from './types';
import { selectJobs } from './views';

export interface JobSubmission {
  userId: string;
  request: GenerationRequest;
  /** Files the request names. */
  inputs?: readonly (JobInput | KeptInput)[];
  /** The client's own name for the job, for /internal/progress; drawn when absent. */
  taskId?: string;
  /** Higher is served first; 0 is everybody's. */
  priority?: number;
  /** Who asks for it in the person's place; the audit log has it. */
  madeBy?: Actor;
}

/**
 * Puts a request into the queue and wakes the workers. Its inputs are on the disk before its row is there; a request that
 * is refused leaves none.
 * @throws AppError `request_too_large` (413), `task_id_too_long`, `request_not_text` (400), `too_many_queued_jobs`,
 *   `too_many_inputs` (429), `inputs_not_kept` (409), `storage_full`, `inputs_not_stored` (507)
 */
export async function submitJob({ inputs = [], ...submission }: JobSubmission): Promise<JobView> {
  const json = JSON.stringify(submission.request);
  refuseTooLarge(json, submission.taskId);
  await requireRoomForPictures(submission.userId);
  const id = newId();
  await storeInputs(id, inputs);
  try {
    return await insert(id, json, submission, bytesOf(inputs));
  } catch (error) {
    // A commit whose answer was lost may have let the job in; the sweep will know.
    if (error instanceof AppError) await removeInputs(id);
    throw error;
  }
}

async function insert(
  id: string,
  json: string,
  { userId, request, taskId, priority = 0, madeBy }: Omit<JobSubmission, 'inputs'>,
  inputBytes: number,
): Promise<JobView> {
  let givenUp: string[] = [];
  const job = await inTransaction(async (client) => {
    await refuseFullQueue(client, userId);
    if (inputBytes > 0) givenUp = await makeRoomForInputs(client, userId, inputBytes);
    await insertJob(client, [id, userId, json, taskId ?? newTaskId(request.kind), priority, inputBytes]);
    const [added] = await selectJobs(client, 'j.id = $1', [id]);
    if (madeBy) await recordMadeFor(client, { actor: madeBy, jobId: id, ownerId: userId });
    return added!.job;
  });
  await removeGivenUp(givenUp);
  return job;
}

function refuseTooLarge(json: string, taskId: string | undefined): void {
  if (Buffer.byteLength(json) > REQUEST_BYTES) {
    throw new AppError({
      code: 'request_too_large',
      status: 413,
      message: `This request is larger than ${REQUEST_BYTES / 1024} KiB. Shorten the prompts and generate again.`,
    });
  }
  if (taskId && taskId.length > TASK_ID_CHARACTERS) {
    throw new AppError({
      code: 'task_id_too_long',
      status: 400,
      message: `A task id has at most ${TASK_ID_CHARACTERS} characters. Choose a shorter one, or leave it out.`,
    });
  }
}

/** Throws AppError `too_many_queued_jobs` (429). Until the transaction ends nobody else admits a job of this person. */
export async function refuseFullQueue(client: pg.PoolClient, userId: string): Promise<void> {
  // One admission per user at a time, so that simultaneous requests can't all see the last free place.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`admission:${userId}`]);
  const { rows } = await client.query<{ queued: number }>(
    `SELECT count(*)::int AS queued FROM job WHERE user_id = $1 AND state = 'queued'`,
    [userId],
  );
  if (rows[0]!.queued >= QUEUED_JOBS_PER_USER) {
    throw new AppError({
      code: 'too_many_queued_jobs',
      status: 429,
      message: `You have ${QUEUED_JOBS_PER_USER} jobs waiting, which is the most. Wait until some are done, or cancel some.`,
    });
  }
}

/** `22P05`/`22P02`/`22021`: the database cannot store NUL or half a surrogate pair as text. */
const NOT_TEXT = new Set(['22P05', '22P02', '22021']);

async function insertJob(client: pg.PoolClient, values: unknown[]): Promise<void> {
  try {
    await client.query(
      `WITH added AS (
         INSERT INTO job (id, user_id, request, task_id, priority, input_bytes, team_id)
           SELECT $1, id, $3, $4, $5, $6, team_id FROM user_account WHERE id = $2 RETURNING id, user_id, state
       )
       SELECT ${announce('added', 'state')}, pg_notify('${JOB_QUEUED}', '') FROM added`,
      values,
    );
  } catch (cause) {
    if (!NOT_TEXT.has((cause as { code?: string }).code ?? '')) throw cause;
    throw new AppError({
      code: 'request_not_text',
      status: 400,
      message:
        'The prompt holds a character that is not text (NUL or half of a character). Remove it and try again.',
      cause,
    });
  }
}
