'use client';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { ENDED, type JobView } from '@/lib/jobs/types';
import { classNames } from '../../ui/class-names';
import type { StudioPicture } from '../data/studio-picture';
import { formatMilliseconds } from '../job-words';
import { useStudio } from '../studio-context';
import { PictureToolbar } from './picture-toolbar';

/** What made the picture on the stage, and what can be done with it. Its height never changes on a desktop. */
export function Facts() {
  const { stage } = useStudio();
  const { job, selected } = stage;
  const running = job && !ENDED.includes(job.state);
  return (
    <div
      className={classNames(
        'min-h-16 shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t bg-panel px-4 py-2 wide:flex wide:flex-nowrap',
        // On a phone an empty bar is room lost.
        running || selected ? 'flex' : 'hidden',
      )}
    >
      {running ? (
        <FactLines prompt={job.request.prompt} facts={factsOfRequest(job)} />
      ) : (
        selected && <FactLines {...factsOfPicture(selected, job)} />
      )}
      {selected && !running ? (
        <PictureToolbar />
      ) : (
        <div aria-hidden className="control-height basis-full wide:hidden" />
      )}
    </div>
  );
}

function FactLines({ prompt, facts }: { prompt: string; facts: string[] }) {
  return (
    <div className="min-w-0 basis-full wide:flex-1">
      <p className="truncate" title={prompt}>
        {prompt || <span className="text-faint">No prompt</span>}
      </p>
      <p className="truncate text-small text-muted">{facts.join(' · ')}</p>
    </div>
  );
}

function factsOfRequest({ request }: JobView): string[] {
  return [
    `${request.sampler_name} ${request.scheduler === 'Automatic' ? '' : request.scheduler}`.trim(),
    `${request.steps} steps`,
    `CFG ${request.cfg_scale}`,
    request.img2img && `Denoising ${request.img2img.denoising_strength}`,
    `${request.width} × ${request.height}`,
    `Seed ${request.seed}`,
    request.checkpoint.name,
  ].filter((fact): fact is string => Boolean(fact));
}

/** From the picture's own parameters, so that one from long ago says as much as a fresh one. */
export function factsOfPicture(
  picture: StudioPicture,
  job: JobView | null,
): { prompt: string; facts: string[] } {
  const { prompt, pairs } = parseInfotext(picture.infotext);
  const schedule = pairs.get('Schedule type') ?? 'Automatic';
  const facts = [
    `Seed ${picture.seed}`,
    `${pairs.get('Sampler') ?? ''} ${schedule === 'Automatic' ? '' : schedule}`.trim(),
    pairs.has('Steps') && `${pairs.get('Steps')} steps`,
    pairs.has('CFG scale') && `CFG ${Number(pairs.get('CFG scale'))}`,
    pairs.has('Denoising strength') && `Denoising ${Number(pairs.get('Denoising strength'))}`,
    pairs.get('Inpaint area'),
    `${picture.width} × ${picture.height}`,
    pairs.get('Model'),
    job?.deviceMs && `${formatMilliseconds(job.deviceMs)} device time`,
    !picture.complete && 'cut short',
  ];
  return { prompt, facts: facts.filter((fact): fact is string => Boolean(fact)) };
}
