import type pg from 'pg';
import { inTransaction } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { announce, JOB_QUEUED } from './channels';
import { isId } from './job-id';
import { admissionLock } from './submit';

interface WaitingRow {
  id: string;
  priority: number;
  /** A bigint. */
  place: string;
}

/**
 * Moves a waiting job of the user to right before another one of theirs, or behind all of them (`before` null). Their jobs
 * of that priority change places among each other; nobody else's job gets another place (docs/decisions/063).
 * @throws AppError `job_not_found` (404), `not_waiting` (409) when either of them has started or ended meanwhile,
 *   `other_priority` (409)
 */
export async function moveJob(userId: string, id: string, before: string | null): Promise<void> {
  if (!isId(id)) throw noSuch('job');
  await inTransaction(async (client) => {
    const mine = await lockWaiting(client, userId);
    const moving = mine.find((job) => job.id === id);
    if (!moving) throw await whyNotWaiting(client, userId, id);
    const peers = mine.filter(({ priority }) => priority === moving.priority);
    const order = withMoved(peers, moving, before === null ? null : targetOf(mine, moving, before));
    const moves = order.flatMap((job, index) =>
      job.place === peers[index]!.place ? [] : [{ id: job.id, place: peers[index]!.place }],
    );
    if (moves.length > 0) await givePlaces(client, id, moves);
  }, admissionLock(userId));
}

/** The user's waiting jobs in the order of the queue, under their admissionLock; none is claimed or moved until the transaction ends. */
async function lockWaiting(client: pg.PoolClient, userId: string): Promise<WaitingRow[]> {
  const { rows } = await client.query<WaitingRow>(
    `SELECT id, priority, place FROM job WHERE user_id = $1 AND state = 'queued' ORDER BY id FOR UPDATE`,
    [userId],
  );
  return rows.sort((a, b) => b.priority - a.priority || Number(BigInt(a.place) - BigInt(b.place)));
}

async function whyNotWaiting(client: pg.PoolClient, userId: string, id: string): Promise<AppError> {
  const { rowCount } = await client.query('SELECT FROM job WHERE id = $1 AND user_id = $2', [id, userId]);
  return rowCount ? notWaiting() : noSuch('job');
}

const notWaiting = () =>
  new AppError({
    code: 'not_waiting',
    status: 409,
    message: 'One of these jobs has started or ended meanwhile. Look at the queue, then move the others.',
  });

function targetOf(mine: readonly WaitingRow[], moving: WaitingRow, before: string): WaitingRow {
  const target = mine.find(({ id }) => id === before);
  if (!target) throw notWaiting();
  if (target.priority === moving.priority) return target;
  throw new AppError({
    code: 'other_priority',
    status: 409,
    message:
      'These jobs have different priorities, which counts more than their order. Move it among its equals.',
  });
}

function withMoved(
  peers: readonly WaitingRow[],
  moving: WaitingRow,
  target: WaitingRow | null,
): WaitingRow[] {
  if (target === moving) return [...peers];
  const others = peers.filter((job) => job !== moving);
  return others.toSpliced(target ? others.indexOf(target) : others.length, 0, moving);
}

/** Also wakes workers: one that looked while the rows were locked stepped over them. */
async function givePlaces(
  client: pg.PoolClient,
  movedId: string,
  moves: readonly { id: string; place: string }[],
): Promise<void> {
  await client.query(
    `UPDATE job SET place = m.place FROM json_to_recordset($1) AS m(id uuid, place bigint) WHERE job.id = m.id`,
    [JSON.stringify(moves)],
  );
  await client.query(
    `SELECT ${announce('j', 'state')}, pg_notify('${JOB_QUEUED}', '') FROM job j WHERE j.id = $1`,
    [movedId],
  );
}
