import { AppError } from '@/lib/errors';
import { str } from './coerce';
import { notSupported } from './errors';
import { readFields, required } from './fields';

export const INTERROGATE_FIELDS = { image: required(str, ''), model: required(str, 'clip') } as const;
const MODELS = ['clip', 'deepdanbooru'];

/** POST interrogate (sdapi §6.5): not offered; what would be wrong elsewhere is wrong in the same way. Never returns. */
export function interrogate(body: Record<string, unknown>): never {
  const { model } = readFields(INTERROGATE_FIELDS, body);
  if (MODELS.includes(model ?? '')) {
    throw notSupported(
      'Describing a picture in words',
      'Write the prompt yourself, or read it with png-info.',
    );
  }
  throw new AppError({ code: 'no_such_model', status: 404, message: 'Model not found' });
}
