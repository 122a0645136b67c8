import { CircleStop } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Words } from '@/lib/i18n/words';
import type { QueuedJobView } from '@/lib/jobs/list-queue';
import type { Column } from '../../place/data-table';
import { type Times, useTimes } from '../../place/use-times';
import { IconButton } from '../../ui/icon-button';
import { Progress } from '../../ui/progress';
import { partOf, phaseWords, secondsSince, sizeWords } from './queue-words';

interface QueueColumns {
  /** When the rows were read, milliseconds since 1970. */
  now: number;
  t: Words<'admin'>;
  times: Times;
  /** Absent for who may only look. */
  onStop?: ((job: QueuedJobView) => void) | undefined;
}

const ownerOf = ({ owner }: QueuedJobView) => owner.displayName ?? owner.name;

export function queueColumns({ now, t, times, onStop }: QueueColumns): Column<QueuedJobView>[] {
  const columns: Column<QueuedJobView>[] = [
    {
      head: t('queue.place'),
      cell: (job) => <Place job={job} />,
      className: 'wide:w-48',
    },
    {
      head: t('queue.whose'),
      className: 'max-w-0 w-full wide:w-auto wide:max-w-48',
      cell: (job) => (
        <>
          <span className="block truncate font-medium">{ownerOf(job)}</span>
          <span className="block truncate text-small text-faint">
            {job.team?.name ?? (job.owner.displayName ? job.owner.name : t('queue.noTeam'))}
          </span>
        </>
      ),
    },
    {
      head: t('queue.what'),
      wideOnly: true,
      className: 'max-w-64',
      cell: (job) => (
        <>
          <span className="block truncate">{job.checkpoint}</span>
          <span className="block truncate text-small text-faint">{sizeWords(job, t)}</span>
        </>
      ),
    },
    {
      head: t('queue.since'),
      atEnd: true,
      className: 'whitespace-nowrap',
      cell: ({ startedAt, createdAt, state }) => (
        <span className="text-muted">
          {times.seconds(secondsSince(state === 'running' ? (startedAt ?? createdAt) : createdAt, now))}
        </span>
      ),
    },
  ];
  if (!onStop) return columns;
  return [
    ...columns,
    {
      head: t('queue.stop'),
      atEnd: true,
      cell: (job) => (
        <IconButton
          label={t('queue.stopOf', { name: ownerOf(job) })}
          disabled={job.stopping}
          onClick={() => onStop(job)}
        >
          <CircleStop />
        </IconButton>
      ),
    },
  ];
}

function Place({ job }: { job: QueuedJobView }) {
  const times = useTimes();
  const t = useTranslations('admin');
  if (job.state === 'queued') return <span className="text-muted">{job.position}</span>;
  return (
    <>
      <span className="block text-small text-accent-text">{phaseWords(job, t, times)}</span>
      <Progress
        label={t('queue.progressOf', { name: ownerOf(job) })}
        part={partOf(job)}
        className="mt-1 w-24"
      />
      {job.hostname && (
        <span className="mt-1 hidden truncate text-small text-faint wide:block">{job.hostname}</span>
      )}
    </>
  );
}
