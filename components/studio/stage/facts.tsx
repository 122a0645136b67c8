'use client';
import { useTranslations } from 'use-intl';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import type { Words } from '@/lib/i18n/words';
import { ENDED, type JobView } from '@/lib/jobs/types';
import { millisecondsWords } from '../../place/duration-words';
import { classNames } from '../../ui/class-names';
import type { StudioPicture } from '../data/studio-picture';
import { useStudio } from '../studio-context';
import { PictureToolbar } from './picture-toolbar';

/** What made the picture on the stage, and what can be done with it. Its height never changes on a desktop. */
export function Facts() {
  const { stage } = useStudio();
  const words = useTranslations('stage');
  const times = useTranslations('times');
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
        <FactLines prompt={job.request.prompt} facts={factsOfRequest(job, words)} />
      ) : (
        selected && <FactLines {...factsOfPicture(selected, job, words, times)} />
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
  const words = useTranslations('stage');
  return (
    <div className="min-w-0 basis-full wide:flex-1">
      <p className="truncate" title={prompt}>
        {prompt || <span className="text-faint">{words('noPrompt')}</span>}
      </p>
      <p className="truncate text-small text-muted">{facts.join(' · ')}</p>
    </div>
  );
}

function factsOfRequest({ request }: JobView, words: Words<'stage'>): string[] {
  return [
    `${request.sampler_name} ${request.scheduler === 'Automatic' ? '' : request.scheduler}`.trim(),
    words('facts.steps', { steps: String(request.steps) }),
    words('facts.cfg', { cfg: String(request.cfg_scale) }),
    request.img2img && words('facts.denoising', { value: String(request.img2img.denoising_strength) }),
    `${request.width} × ${request.height}`,
    words('facts.seed', { seed: String(request.seed) }),
    request.checkpoint.name,
  ].filter((fact): fact is string => Boolean(fact));
}

/** From the picture's own parameters, so that one from long ago says as much as a fresh one. */
export function factsOfPicture(
  picture: StudioPicture,
  job: JobView | null,
  words: Words<'stage'>,
  times: Words<'times'>,
): { prompt: string; facts: string[] } {
  const { prompt, pairs } = parseInfotext(picture.infotext);
  const schedule = pairs.get('Schedule type') ?? 'Automatic';
  const facts = [
    picture.seed >= 0 && words('facts.seed', { seed: String(picture.seed) }),
    `${pairs.get('Sampler') ?? ''} ${schedule === 'Automatic' ? '' : schedule}`.trim(),
    pairs.has('Steps') && words('facts.steps', { steps: pairs.get('Steps') ?? '' }),
    pairs.has('CFG scale') && words('facts.cfg', { cfg: String(Number(pairs.get('CFG scale'))) }),
    pairs.has('Denoising strength') &&
      words('facts.denoising', { value: String(Number(pairs.get('Denoising strength'))) }),
    pairs.get('Inpaint area'),
    `${picture.width} × ${picture.height}`,
    pairs.get('Model'),
    job?.deviceMs && words('deviceTime', { time: millisecondsWords(job.deviceMs, times) }),
    !picture.complete && words('cutShort'),
  ];
  return { prompt, facts: facts.filter((fact): fact is string => Boolean(fact)) };
}
