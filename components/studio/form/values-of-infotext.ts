import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import type { Txt2imgValues } from './txt2img-values';

/** The form's values as a picture's parameters say; what they don't say is left out. One picture, so no batch. */
export function valuesOfInfotext(infotext: string, checkpoints: CheckpointView[]): Partial<Txt2imgValues> {
  const { prompt, negativePrompt, pairs } = parseInfotext(infotext);
  const number = (key: string) => (pairs.has(key) ? Number(pairs.get(key)) : undefined);
  const checkpoint = checkpoints.find(
    ({ name, hash }) => (hash && hash === pairs.get('Model hash')) || name === pairs.get('Model'),
  );
  const values: Partial<Txt2imgValues> = {
    prompt,
    negativePrompt,
    checkpoint: checkpoint?.path,
    sampler: pairs.get('Sampler'),
    scheduler: pairs.get('Schedule type'),
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
