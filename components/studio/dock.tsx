'use client';
import { CircleStop, SkipForward, TriangleAlert } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { Keys } from '../ui/keys';
import { Progress } from '../ui/progress';
import { Tooltip } from '../ui/tooltip';
import { PromptControl } from './form/prompt-control';
import { partOf, phaseOf, timeLeftOf } from './job-words';
import { useStudio } from './studio-context';

/** Always in sight: Generate, how far the work is, and how to stop it. On a phone also the prompt. */
export function Dock() {
  const { run, restored } = useStudio();
  const words = useTranslations('dock');
  const job = run.active[0];
  return (
    <footer className="relative shrink-0 border-t bg-panel pb-[env(safe-area-inset-bottom)]">
      {job && (
        <Progress
          label={words('progress')}
          part={partOf(job)}
          className="absolute inset-x-0 -top-px h-0.5 rounded-none"
        />
      )}
      <div className={classNames('px-3 pt-3 wide:hidden', !restored && 'invisible')}>
        <PromptControl name="prompt" labelHidden className="max-h-28 min-h-13" />
      </div>
      <div className="flex min-h-(--dock-height) items-center gap-3 px-3 wide:px-0">
        <div className="flex-1 wide:w-80 wide:flex-none wide:px-4 full:w-(--controls-width)">
          <GenerateButton />
        </div>
        <Status />
        <div className="flex wide:ml-auto wide:gap-1 wide:pr-3">
          <RunButtons />
        </div>
      </div>
    </footer>
  );
}

function GenerateButton() {
  const { run } = useStudio();
  const words = useTranslations('dock');
  return (
    <Button
      look="accent"
      size="large"
      className="w-full"
      aria-busy={run.submitting || undefined}
      // The second click of a double click is not a second wish.
      onClick={(event) => event.detail <= 1 && run.generate()}
    >
      {words('generate')}
      <Keys keys="Ctrl Enter" className="hidden wide:inline-flex" />
    </Button>
  );
}

function Status() {
  const { run } = useStudio();
  const words = useTranslations('dock');
  const jobWords = useTranslations('jobs');
  const times = useTranslations('times');
  const [job, ...others] = run.active;
  if (run.refusal) {
    return (
      <p role="alert" className="flex min-w-0 items-center gap-2 text-danger">
        <TriangleAlert aria-hidden className="size-4 shrink-0" />
        {run.refusal}
      </p>
    );
  }
  if (!job) return <Plan />;
  return (
    <p className="hidden min-w-0 items-baseline gap-3 truncate wide:flex">
      <span className="font-medium">{phaseOf(job, jobWords)}</span>
      <span className="text-muted">{timeLeftOf(job, jobWords, times)}</span>
      {others.length > 0 && <span className="text-muted">{words('others', { count: others.length })}</span>}
    </p>
  );
}

const SeriesPlan = dynamic(() => import('./scripts/series-plan').then((loaded) => loaded.SeriesPlan));

/** What the next press of Generate asks for. */
function Plan() {
  const script = useStudio().form.watch('script');
  return script === '' ? <PicturesPlan /> : <SeriesPlan />;
}

function PicturesPlan() {
  const { form, restored } = useStudio();
  const words = useTranslations('dock');
  const [count, size, width, height, steps] = form.watch([
    'batchCount',
    'batchSize',
    'width',
    'height',
    'steps',
  ]);
  const pictures = count * size;
  if (!restored || !Number.isFinite(pictures * width * height * steps)) return null;
  return (
    <p className="hidden min-w-0 truncate text-muted wide:block">
      {words('plan', { pictures, width: String(width), height: String(height), steps })}
    </p>
  );
}

function RunButtons() {
  const { run } = useStudio();
  const words = useTranslations('dock');
  const job = run.active[0];
  const skippable = job?.state === 'running' && job.request.n_iter > 1;
  return (
    <>
      <Tooltip label={words('interruptHint')} shortcut="interrupt">
        <Button disabled={!job} onClick={() => run.interrupt()} aria-label={words('interrupt')}>
          <CircleStop />
          <span className="hidden wide:inline">{words('interrupt')}</span>
        </Button>
      </Tooltip>
      <Tooltip label={words('skipHint')} shortcut="skip">
        <Button disabled={!skippable} onClick={run.skip} aria-label={words('skip')}>
          <SkipForward />
          <span className="hidden wide:inline">{words('skip')}</span>
        </Button>
      </Tooltip>
    </>
  );
}
