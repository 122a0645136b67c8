import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { resolveSampler } from '@/lib/generation/resolve-sampler';
import type { StudioValues } from './studio-values';

/** Other tools name a schedule with the sampler, and have samplers that are not offered here: those are left out. */
function samplingOf(pairs: Map<string, string>): Pick<Partial<StudioValues>, 'sampler' | 'scheduler'> {
  const name = pairs.get('Sampler');
  if (name === undefined) return { scheduler: pairs.get('Schedule type') };
  try {
    const { sampler, scheduler } = resolveSampler(name, pairs.get('Schedule type') ?? null);
    return { sampler: sampler.name, scheduler };
  } catch {
    return {};
  }
}

/** The form's values as a picture's parameters say; what they don't say is left out. One picture, so no batch. */
export function valuesOfInfotext(infotext: string, checkpoints: CheckpointView[]): Partial<StudioValues> {
  const { prompt, negativePrompt, pairs } = parseInfotext(infotext);
  const number = (key: string) => (pairs.has(key) ? Number(pairs.get(key)) : undefined);
  const checkpoint = checkpoints.find(
    ({ name, hash }) => (hash && hash === pairs.get('Model hash')) || name === pairs.get('Model'),
  );
  const values: Partial<StudioValues> = {
    prompt,
    negativePrompt,
    checkpoint: checkpoint?.path,
    ...samplingOf(pairs),
    steps: number('Steps'),
    cfgScale: number('CFG scale'),
    seed: number('Seed'),
    width: number('Size-1'),
    height: number('Size-2'),
    batchCount: 1,
    batchSize: 1,
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined && !Number.isNaN(value));
  return Object.fromEntries(known);
}
