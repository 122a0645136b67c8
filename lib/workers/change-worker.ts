import type pg from 'pg';
import { type Actor, recordAct } from '@/lib/audit/record-act';
import { notify } from '@/lib/db/notifications';
import { inTransaction } from '@/lib/db/pool';
import { noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import { type RestartWhen, WORKER_WISH, type WorkerWishes } from './wishes';

interface LockedWorker extends WorkerWishes {
  hostname: string;
}

/**
 * Lets a worker take no more jobs, or take them again; the one at hand it finishes. Holds from the commit on, also for a
 * worker that does not hear of it. One that is so already stays so. Throws AppError `worker_not_found` (404).
 */
export function setDraining(actor: Actor, id: string, draining: boolean): Promise<void> {
  return inTransaction(async (client) => {
    const worker = await lockWorker(client, id);
    if (worker.draining === draining) return;
    await client.query('UPDATE worker SET draining = $2 WHERE id = $1', [id, draining]);
    await notify(client, WORKER_WISH, id);
    await recordAct(client, {
      action: draining ? 'worker.drained' : 'worker.resumed',
      actor,
      target: { kind: 'worker', id, name: worker.hostname },
    });
  });
}

/**
 * Lets a worker end, to be started again by who watches over it: after the job at hand, or at once, giving it back to
 * the queue. `now` also when it waits for its job already. Throws AppError `worker_not_found` (404).
 */
export function restartWorker(actor: Actor, id: string, when: RestartWhen): Promise<void> {
  return inTransaction(async (client) => {
    const worker = await lockWorker(client, id);
    if (worker.restart === when || worker.restart === 'now') return;
    await client.query('UPDATE worker SET restart = $2 WHERE id = $1', [id, when]);
    await notify(client, WORKER_WISH, id);
    await recordAct(client, {
      action: 'worker.restarted',
      actor,
      target: { kind: 'worker', id, name: worker.hostname },
      after: { when },
    });
  });
}

async function lockWorker(client: pg.PoolClient, id: string): Promise<LockedWorker> {
  if (!isId(id)) throw noSuch('worker');
  const { rows } = await client.query<LockedWorker>(
    'SELECT hostname, draining, restart FROM worker WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!rows[0]) throw noSuch('worker');
  return rows[0];
}
