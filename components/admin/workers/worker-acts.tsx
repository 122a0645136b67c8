'use client';
import { Pause, Play, RotateCw } from 'lucide-react';
import { toast } from '../../ui/toast';
import type { WorkerView } from '@/lib/workers/worker-view';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { workersKey } from '../admin-keys';
import { useAct } from '../use-act';

/** Drain or let it work again; restart it, after its job or now. */
export function WorkerActs({ worker: { id, draining, restart, job, state } }: { worker: WorkerView }) {
  const path = `/api/admin/workers/${id}`;
  const drain = useAct<WorkerView>(workersKey, (now) =>
    toast(now.draining ? 'It takes no new jobs' : 'It takes jobs again'),
  );
  const again = useAct(workersKey, () => toast('It restarts'));
  const busy = drain.isPending || again.isPending;
  const restartIt = (when: 'after_job' | 'now') =>
    again.mutate({ method: 'POST', path: `${path}/restart`, body: { when } });
  if (state === 'silent') {
    return (
      <p className="mt-4 text-small text-muted">
        It may have ended or hang. Its job goes back to the queue, and it is left out here after ten minutes.
      </p>
    );
  }
  return (
    <div className="mt-4 border-t pt-4">
      <div className="flex flex-wrap gap-2">
        <Button
          look="outlined"
          disabled={busy}
          onClick={() =>
            drain.mutate({ method: 'PUT', path: `${path}/draining`, body: { draining: !draining } })
          }
        >
          {draining ? <Play /> : <Pause />}
          {draining ? 'Resume' : 'Drain'}
        </Button>
        <Button
          look="outlined"
          disabled={busy || restart !== null}
          onClick={() => restartIt(job ? 'after_job' : 'now')}
        >
          <RotateCw />
          {job ? 'Restart after its job' : 'Restart'}
        </Button>
        {job && (
          <Button look="danger" disabled={busy || restart === 'now'} onClick={() => restartIt('now')}>
            Restart now
          </Button>
        )}
      </div>
      <p className="mt-2 text-small text-faint">
        {job
          ? 'Drained, it finishes its job and takes no other. Restarted now, its job goes back to the queue and begins anew.'
          : 'Drained, it takes no jobs until you resume it.'}
      </p>
      <Failure error={drain.error ?? again.error} />
    </div>
  );
}
