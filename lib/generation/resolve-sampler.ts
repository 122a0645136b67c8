import { AppError } from '@/lib/errors';
import { SAMPLERS, type Sampler } from './samplers';
import { SCHEDULERS, type Scheduler } from './schedulers';

const lower = (text: string) => text.toLowerCase();

function samplerFor(text: string): Sampler | undefined {
  return SAMPLERS.find(({ name, aliases }) => [name, ...aliases].map(lower).includes(lower(text)));
}

const namesOf = ({ name, label, aliases }: Scheduler) => [label, name, ...(aliases ?? [])].map(lower);

/** The scheduler a text names, in any case; Automatic for no text and for one that nobody knows. */
function schedulerFor(text: string | null): Scheduler {
  const wanted = lower(text?.trim() ?? '');
  return SCHEDULERS.find((scheduler) => namesOf(scheduler).includes(wanted)) ?? SCHEDULERS[0]!;
}

/**
 * Cuts a scheduler's name off the end: `DPM++ 2M Karras` is DPM++ 2M with Karras. The longest name counts, so that
 * `Euler SGM Uniform` is not a sampler "Euler SGM" with Uniform.
 */
function cutSuffix(text: string): { rest: string; scheduler: Scheduler } | null {
  const endings = SCHEDULERS.flatMap((scheduler) =>
    namesOf(scheduler).map((name) => ({ scheduler, length: name.length + 1, ending: ` ${name}` })),
  ).filter(({ ending }) => lower(text).endsWith(ending));
  const [longest] = endings.sort((a, b) => b.length - a.length);
  return longest ? { rest: text.slice(0, -longest.length), scheduler: longest.scheduler } : null;
}

/** The schedule that Automatic means for a sampler, as infotexts name it: `Karras` for DPM++ 2M, else `Automatic`. */
export function scheduleLabel(sampler: Sampler, scheduler: string): string {
  if (scheduler !== 'Automatic') return scheduler;
  return SCHEDULERS.find(({ name }) => name === sampler.options.scheduler)?.label ?? 'Automatic';
}

/**
 * Finds out which sampler and schedule are meant (sdapi §12.3): a schedule at the end of the sampler's name wins over
 * the scheduler field, and a sampler's own schedule counts as Automatic. Names and aliases count in any case. A
 * sampler that is not offered is refused, because another one would make another picture.
 * Throws AppError 400 `sampler_not_found`.
 */
export function resolveSampler(
  samplerText: string,
  schedulerText: string | null,
): { sampler: Sampler; scheduler: string } {
  const whole = samplerFor(samplerText.trim());
  const cut = whole ? null : cutSuffix(samplerText.trim());
  const sampler = whole ?? (cut && samplerFor(cut.rest.trim()));
  if (!sampler) {
    throw new AppError({
      code: 'sampler_not_found',
      status: 400,
      message: `There is no sampler "${samplerText}" here. Choose one of: ${SAMPLERS.map(({ name }) => name).join(', ')}.`,
    });
  }
  const scheduler = cut?.scheduler ?? schedulerFor(schedulerText);
  return { sampler, scheduler: scheduler.name === sampler.options.scheduler ? 'Automatic' : scheduler.label };
}
