'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { formatBytes } from '@/lib/files/format-bytes';
import type { WorkerView } from '@/lib/workers/worker-view';
import { Panel } from '../../place/panel';
import { useTimes } from '../../place/use-times';
import { Badge } from '../../ui/badge';
import { WorkerActs } from './worker-acts';
import { deviceWords, heardWords, workWords } from './worker-words';

const look = ({ state }: WorkerView) =>
  state === 'silent' ? 'danger' : state === 'busy' || state === 'draining' ? 'accent' : 'plain';

const bytes = (count: number | null) => (count === null ? '–' : formatBytes(count));

/** A worker: what it is, what it holds, what it does; and for admins, what it should do. */
export function WorkerCard({ worker, manages }: { worker: WorkerView; manages: boolean }) {
  const times = useTimes();
  const t = useTranslations('admin');
  const { hostname, checkpoints, job } = worker;
  return (
    <Panel
      title={hostname}
      note={deviceWords(worker, t)}
      action={<Badge look={look(worker)}>{t(`workers.states.${worker.state}`)}</Badge>}
    >
      <dl className="grid gap-x-6 gap-y-3 wide:grid-cols-2">
        <Fact name={t('workers.worksOn')}>
          {job ? (
            <>
              {t('workers.workFor', {
                checkpoint: job.checkpoint ?? '–',
                name: job.owner.displayName ?? job.owner.name,
              })}
              <span className="block text-small text-faint">{workWords(job, t, times)}</span>
            </>
          ) : (
            t('workers.nothing')
          )}
        </Fact>
        <Fact name={t('workers.checkpoints')}>{checkpoints.join(', ') || t('workers.none')}</Fact>
        <Fact name={t('workers.memory')}>
          {t('workers.memoryParts', { engine: bytes(worker.engineBytes), worker: bytes(worker.workerBytes) })}
          <span className="block text-small text-faint">
            {t('workers.free', { free: bytes(worker.freeBytes) })}
          </span>
        </Fact>
        <Fact name={t('workers.process')}>
          {t('workers.version', { version: worker.version, heard: heardWords(worker, t, times) })}
          <span className="block text-small text-faint">
            {t('workers.started', { moment: times.moment(worker.startedAt) })}
          </span>
        </Fact>
      </dl>
      {manages && <WorkerActs worker={worker} />}
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-faint">{name}</dt>
      <dd className="mt-0.5 break-words">{children}</dd>
    </div>
  );
}
