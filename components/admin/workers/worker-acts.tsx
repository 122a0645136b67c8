'use client';
import { Pause, Play, RotateCw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { WorkerView } from '@/lib/workers/worker-view';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { toast } from '../../ui/toast';
import { workersKey } from '../admin-keys';
import { useAct } from '../use-act';

/** Drain or let it work again; restart it, after its job or now. */
export function WorkerActs({ worker: { id, draining, restart, job, state } }: { worker: WorkerView }) {
  const t = useTranslations('admin');
  const path = `/api/admin/workers/${id}`;
  const drain = useAct<WorkerView>(workersKey, (now) =>
    toast(now.draining ? t('workers.takesNone') : t('workers.takesAgain')),
  );
  const again = useAct(workersKey, () => toast(t('workers.restartsNow')));
  const busy = drain.isPending || again.isPending;
  const restartIt = (when: 'after_job' | 'now') =>
    again.mutate({ method: 'POST', path: `${path}/restart`, body: { when } });
  if (state === 'silent') {
    return <p className="mt-4 text-small text-muted">{t('workers.mayHang')}</p>;
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
          {draining ? t('workers.resume') : t('workers.drain')}
        </Button>
        <Button
          look="outlined"
          disabled={busy || restart !== null}
          onClick={() => restartIt(job ? 'after_job' : 'now')}
        >
          <RotateCw />
          {job ? t('workers.restartAfter') : t('workers.restart')}
        </Button>
        {job && (
          <Button look="danger" disabled={busy || restart === 'now'} onClick={() => restartIt('now')}>
            {t('workers.restartNow')}
          </Button>
        )}
      </div>
      <p className="mt-2 text-small text-faint">
        {job ? t('workers.drainNoteBusy') : t('workers.drainNote')}
      </p>
      <Failure error={drain.error ?? again.error} />
    </div>
  );
}
