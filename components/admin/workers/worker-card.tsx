'use client';
import type { ReactNode } from 'react';
import { formatBytes } from '@/lib/files/format-bytes';
import type { WorkerView } from '@/lib/workers/worker-view';
import { Panel } from '../../place/panel';
import { momentWords } from '../../place/time-words';
import { Badge } from '../../ui/badge';
import { WorkerActs } from './worker-acts';
import { deviceWords, heardWords, STATE_WORDS, workWords } from './worker-words';

const look = ({ state }: WorkerView) =>
  state === 'silent' ? 'danger' : state === 'busy' || state === 'draining' ? 'accent' : 'plain';

const bytes = (count: number | null) => (count === null ? '–' : formatBytes(count));

/** A worker: what it is, what it holds, what it does; and for admins, what it should do. */
export function WorkerCard({ worker, manages }: { worker: WorkerView; manages: boolean }) {
  const { hostname, checkpoints, job } = worker;
  return (
    <Panel
      title={hostname}
      note={deviceWords(worker)}
      action={<Badge look={look(worker)}>{STATE_WORDS[worker.state]}</Badge>}
    >
      <dl className="grid gap-x-6 gap-y-3 wide:grid-cols-2">
        <Fact name="Works on">
          {job ? (
            <>
              {job.checkpoint} for {job.owner.displayName ?? job.owner.name}
              <span className="block text-small text-faint">{workWords(job)}</span>
            </>
          ) : (
            'nothing'
          )}
        </Fact>
        <Fact name="Checkpoints in memory">{checkpoints.join(', ') || 'none'}</Fact>
        <Fact name="Memory">
          {bytes(worker.engineBytes)} engine, {bytes(worker.workerBytes)} worker
          <span className="block text-small text-faint">{bytes(worker.freeBytes)} free on the machine</span>
        </Fact>
        <Fact name="Process">
          Atelier {worker.version}, {heardWords(worker)}
          <span className="block text-small text-faint">started {momentWords(worker.startedAt)}</span>
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
