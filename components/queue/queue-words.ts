import type { Words } from '@/lib/i18n/words';
import type { QueueEstimate } from '@/lib/jobs/estimate-queue';
import type { JobView } from '@/lib/jobs/types';
import { roundedSeconds, secondsWords } from '../place/duration-words';

/** `512 × 768 · 20 steps · 4 pictures` */
export function factsOf({ request }: Pick<JobView, 'request'>, words: Words<'queue'>): string {
  const { width, height, steps, batch_size, n_iter, series } = request;
  const pictures = series?.results ?? series?.pictures ?? batch_size * n_iter;
  return words('facts', {
    width: String(width),
    height: String(height),
    steps,
    pictures,
  });
}

/** `starts in about 2 min 10 s · takes about 12 s`, as far as it is known. */
export function estimateWords(
  estimate: QueueEstimate | undefined,
  words: Words<'queue'>,
  times: Words<'times'>,
): string {
  if (!estimate) return '';
  const { startsIn, takes } = estimate;
  const about = (seconds: number) => secondsWords(roundedSeconds(seconds), times);
  const start =
    startsIn === null
      ? words('startUnknown')
      : startsIn < 1
        ? words('startsNow')
        : words('startsIn', { time: about(startsIn) });
  return `${start} · ${takes === null ? words('takesUnknown') : words('takes', { time: about(takes) })}`;
}
