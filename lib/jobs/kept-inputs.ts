import type pg from 'pg';
import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { formatBytes } from '@/lib/files/format-bytes';
import type { GenerationRequest } from '@/lib/generation/request';
import { removeInputs } from './inputs';
import { INPUT_BYTES_PER_USER, KEPT_INPUT_BYTES_PER_USER, KEPT_INPUTS_MS, PUT_BACK_MS } from './limits';

/** SQL: whether what came with the row under this alias still waits to be drawn from. */
const isNeeded = (row: string) => `${row}.state IN ('queued', 'running')`;

/**
 * Before a job is let in: that its inputs find room with those of the same person. What came with jobs that have ended makes
 * room for it, first what ended first. Answers the ended jobs whose inputs are to be removed once the transaction has
 * committed; its caller holds the lock of admissions (submit.ts).
 *
 * @param adding bytes
 * @throws AppError `too_many_inputs` (429)
 */
export async function makeRoomForInputs(
  client: pg.PoolClient,
  userId: string,
  adding: number,
): Promise<string[]> {
  const { rows } = await client.query<{ fits: boolean; given_up: string[] }>(
    `WITH needed AS (
       SELECT coalesce(sum(j.input_bytes), 0) + $2 AS bytes FROM job j
       WHERE j.user_id = $1 AND j.input_bytes > 0 AND ${isNeeded('j')}),
     kept AS (
       SELECT j.id, sum(j.input_bytes) OVER (ORDER BY j.finished_at DESC, j.id DESC) AS bytes FROM job j
       WHERE j.user_id = $1 AND j.input_bytes > 0 AND NOT ${isNeeded('j')}),
     given_up AS (
       UPDATE job j SET input_bytes = 0 FROM kept, needed
       WHERE j.id = kept.id AND kept.bytes > least($3, $4 - needed.bytes) RETURNING j.id)
     SELECT needed.bytes <= $4 AS fits, ARRAY(SELECT id FROM given_up) AS given_up FROM needed`,
    [userId, adding, KEPT_INPUT_BYTES_PER_USER, INPUT_BYTES_PER_USER],
  );
  const { fits, given_up } = rows[0]!;
  if (fits) return given_up;
  throw new AppError({
    code: 'too_many_inputs',
    status: 429,
    message: `The pictures that wait with your jobs would take more than ${formatBytes(INPUT_BYTES_PER_USER)}, which is the most. Wait until some are done, or cancel some.`,
  });
}

/**
 * What came with a job that has ended stays for a while when its pictures are kept; else nothing of it is to stay, as of
 * calls of programs that take their pictures with them.
 */
export async function releaseInputs({
  id,
  request,
}: {
  id: string;
  request: GenerationRequest;
}): Promise<void> {
  if (request.save_images || !request.img2img) return;
  await removeInputs(id);
  await databasePool().query('UPDATE job SET input_bytes = 0 WHERE id = $1', [id]);
}

/** Gives up what nobody can ask for any more: its time is over, or its owner is deleted. The sweep removes it. */
export async function giveUpKeptInputs(): Promise<void> {
  await databasePool().query(
    `UPDATE job j SET input_bytes = 0 FROM user_account u
     WHERE u.id = j.user_id AND j.input_bytes > 0 AND NOT ${isNeeded('j')}
       AND (u.deleted_at IS NOT NULL OR j.finished_at <= now() - interval '1 millisecond'
         * CASE WHEN (j.request -> 'save_images')::boolean THEN ${KEPT_INPUTS_MS} ELSE ${PUT_BACK_MS} END)`,
  );
}

/** Removes, of folders that were given up, what is still there; what can't be removed now is swept. */
export async function removeGivenUp(jobIds: readonly string[]): Promise<void> {
  await Promise.all(jobIds.map((id) => removeInputs(id).catch(() => {})));
}

/** When a person is deleted: nothing that came with their jobs stays. What still runs is swept when it has ended. */
export async function forgetInputsOf(userId: string): Promise<void> {
  const { rows } = await databasePool().query<{ id: string }>(
    `UPDATE job j SET input_bytes = 0 WHERE j.user_id = $1 AND j.input_bytes > 0 AND NOT ${isNeeded('j')} RETURNING j.id`,
    [userId],
  );
  await removeGivenUp(rows.map(({ id }) => id));
}
