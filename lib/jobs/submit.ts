import type pg from 'pg';
import type { Actor } from '@/lib/audit/record-act';
import { inTransaction } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { AppError } from '@/lib/errors';
import { hasRoomForPictures, requireRoomForPictures } from '@/lib/files/storage';
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
export const submitJob = (submission: JobSubmission): Promise<JobView> =>
  admit(submission, async (client, id) => (await selectJobs(client, 'j.id = $1', [id]))[0]!.job);

/** The same for who does not look at the job at once: answers its id. */
export const enqueueJob = (submission: JobSubmission): Promise<string> =>
  admit(submission, async (_, id) => id);

type Look<T> = (client: pg.PoolClient, id: string) => Promise<T>;

async function admit<T>({ inputs = [], ...submission }: JobSubmission, look: Look<T>): Promise<T> {
  const json = JSON.stringify(submission.request);
  refuseTooLarge(json, submission.taskId);
  const id = newId();
  await storeInputs(id, inputs);
  const added = { id, json, inputBytes: bytesOf(inputs) };
  try {
    return await insert({ ...added, isRoomKnown: false }, submission, look).catch(async (error) => {
      if (!(error instanceof RoomUnknown)) throw error;
      await requireRoomForPictures(submission.userId);
      return insert({ ...added, isRoomKnown: true }, submission, look);
    });
  } catch (error) {
    // A commit whose answer was lost may have let the job in; the sweep will know.
    if (error instanceof AppError) await removeInputs(id);
    throw error;
  }
}

/** Whether the pictures would have room has to be counted, or they have none. */
class RoomUnknown extends Error {}

async function insert<T>(
  {
    id,
    json,
    inputBytes,
    isRoomKnown,
  }: { id: string; json: string; inputBytes: number; isRoomKnown: boolean },
  { userId, request, taskId, priority = 0, madeBy }: Omit<JobSubmission, 'inputs'>,
  look: Look<T>,
): Promise<T> {
  let givenUp: string[] = [];
  const seen = await inTransaction(async (client) => {
    if (inputBytes > 0) givenUp = await makeRoomForInputs(client, userId, inputBytes);
    const task = taskId ?? newTaskId(request.kind);
    await insertJob(client, [id, userId, json, task, priority, inputBytes, isRoomKnown]);
    if (madeBy) await recordMadeFor(client, { actor: madeBy, jobId: id, ownerId: userId });
    return look(client, id);
  }, admissionLock(userId));
  await removeGivenUp(givenUp);
  return seen;
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

/** One admission of a person at a time, so that simultaneous requests can't all see the last free place. */
export const admissionLock = (userId: string) => `admission:${userId}`;

/** SQL: how many jobs of the person wait. */
const queuedOf = (userId: string) =>
  `(SELECT count(*)::int FROM job WHERE user_id = ${userId} AND state = 'queued')`;

/** Throws AppError `too_many_queued_jobs` (429). Its caller holds the person's admissionLock. */
export async function refuseFullQueue(client: pg.PoolClient, userId: string): Promise<void> {
  const { rows } = await client.query<{ queued: number }>(`SELECT ${queuedOf('$1')} AS queued`, [userId]);
  if (rows[0]!.queued >= QUEUED_JOBS_PER_USER) throw tooManyQueued();
}

const tooManyQueued = () =>
  new AppError({
    code: 'too_many_queued_jobs',
    status: 429,
    message: `You have ${QUEUED_JOBS_PER_USER} jobs waiting, which is the most. Wait until some are done, or cancel some.`,
  });

/** `22P05`/`22P02`/`22021`: the database cannot store NUL or half a surrogate pair as text. */
const NOT_TEXT = new Set(['22P05', '22P02', '22021']);

/** Throws AppError `too_many_queued_jobs` (429), `request_not_text` (400), RoomUnknown. */
async function insertJob(client: pg.PoolClient, values: unknown[]): Promise<void> {
  try {
    const { rows } = await client.query<{ hasRoom: boolean; isAdded: boolean }>(
      prepared(
        `WITH room AS MATERIALIZED (SELECT $7 OR ${hasRoomForPictures('$2')} AS is_there),
         added AS (
           INSERT INTO job (id, user_id, request, task_id, priority, input_bytes, team_id)
           SELECT $1, u.id, $3, $4, $5, $6, u.team_id FROM user_account u, room
           WHERE u.id = $2 AND room.is_there AND ${queuedOf('$2')} < ${QUEUED_JOBS_PER_USER}
           RETURNING id, user_id, state
         ),
         told AS (SELECT added.id, ${announce('added', 'state')}, pg_notify('${JOB_QUEUED}', '') FROM added)
         SELECT room.is_there AS "hasRoom", told.id IS NOT NULL AS "isAdded" FROM room LEFT JOIN told ON true`,
        values,
      ),
    );
    if (!rows[0]!.hasRoom) throw new RoomUnknown();
    if (!rows[0]!.isAdded) throw tooManyQueued();
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
