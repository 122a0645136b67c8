'use client';
import { GripVertical, X } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { OwnEstimates } from '@/lib/jobs/own-estimates';
import type { JobView } from '@/lib/jobs/types';
import { type ShortcutId, shortcutOf } from '../shortcuts/shortcuts';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';
import { Tooltip } from '../ui/tooltip';
import { estimateWords, factsOf } from './queue-words';
import type { QueueActs } from './use-queue-acts';
import { useRowDrag } from './use-row-drag';

interface WaitingListProps {
  /** In the order of the queue. */
  jobs: readonly JobView[];
  estimates: OwnEstimates | undefined;
  acts: QueueActs;
}

/** One's waiting jobs: dragged or moved by keys into another order, and canceled. */
export function WaitingList({ jobs, estimates, acts }: WaitingListProps) {
  const list = useRef<HTMLOListElement>(null);
  const drag = useRowDrag(list, (from, to) => acts.move(jobs, from, to));
  const keepFocus = useKeptFocus();

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const job = jobs[index]!;
    const moves: Partial<Record<ShortcutId, () => void>> = {
      moveEarlier: () => moveByKey(job, index, index - 1),
      moveLater: () => moveByKey(job, index, index + 1),
      cancelJob: () => acts.stop(job),
    };
    const act = moves[shortcutOf(event.nativeEvent, false, 'Queue') ?? 'generate'];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const moveByKey = (job: JobView, from: number, to: number) => {
    keepFocus(`move-${job.id}`);
    acts.move(jobs, from, to);
  };

  return (
    <ol ref={list} className="overflow-hidden rounded-card bg-panel">
      {jobs.map((job, index) => (
        <WaitingJob
          key={job.id}
          job={job}
          estimate={estimateLine(job, estimates)}
          isDragged={drag.dragged === index}
          style={{ transform: drag.shiftOf(index) }}
          handle={drag.handleOf(index)}
          isAlone={jobs.length === 1}
          onKeyDown={(event) => onKeyDown(event, index)}
          onCancel={() => acts.stop(job)}
        />
      ))}
    </ol>
  );
}

const MOVING_MS = 1_000;

/** Gives an element the focus back that it lost because its row was put elsewhere in the page. */
function useKeptFocus(): (id: string) => void {
  const kept = useRef<{ id: string; until: number } | null>(null);
  useLayoutEffect(() => {
    if (!kept.current || document.activeElement !== document.body) return;
    if (performance.now() < kept.current.until) document.getElementById(kept.current.id)?.focus();
  });
  return (id) => {
    kept.current = { id, until: performance.now() + MOVING_MS };
  };
}

const estimateLine = (job: JobView, estimates: OwnEstimates | undefined) => estimates?.jobs[job.id];

interface WaitingJobProps {
  job: JobView;
  estimate: ReturnType<typeof estimateLine>;
  isDragged: boolean;
  style: CSSProperties;
  handle: ReturnType<ReturnType<typeof useRowDrag>['handleOf']>;
  isAlone: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onCancel: () => void;
}

function WaitingJob(props: WaitingJobProps) {
  const { job, estimate, isDragged, style, handle, isAlone, onKeyDown, onCancel } = props;
  const t = useTranslations('queue');
  const times = useTranslations('times');
  const prompt = job.request.prompt || t('noPrompt');
  return (
    <li
      style={style}
      onKeyDown={onKeyDown}
      className={classNames(
        'relative flex items-center gap-2 border-t bg-panel py-2 pr-3 pl-1 first:border-t-0 wide:gap-3',
        isDragged ? 'z-10 rounded-control bg-raised shadow-popover' : 'transition-transform quick',
      )}
    >
      <button
        type="button"
        id={`move-${job.id}`}
        aria-label={t('move', { prompt })}
        disabled={isAlone}
        className="grid h-10 w-7 shrink-0 cursor-grab touch-none place-items-center rounded-control text-faint transition-colors quick hover:text-text active:cursor-grabbing disabled:invisible"
        {...handle}
      >
        <GripVertical aria-hidden className="size-4" />
      </button>
      <Tooltip label={t('place', { position: job.position ?? 1 })}>
        <span className="w-6 shrink-0 text-center font-medium text-muted tabular-nums">{job.position}</span>
      </Tooltip>
      <div className="min-w-0 flex-1 wide:flex wide:items-baseline wide:gap-4">
        <div className="min-w-0 flex-1">
          <p className="truncate">{prompt}</p>
          <p className="text-small text-faint wide:truncate">
            {job.request.checkpoint.name} · {factsOf(job, t)}
          </p>
        </div>
        <p className="text-small text-muted tabular-nums wide:shrink-0 wide:text-right">
          {estimateWords(estimate, t, times)}
        </p>
      </div>
      <IconButton label={t('cancel')} shortcut="cancelJob" side="left" onClick={onCancel}>
        <X />
      </IconButton>
    </li>
  );
}
