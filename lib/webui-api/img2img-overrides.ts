import { IMG2IMG_OPTIONS, type Img2ImgOptions } from '@/lib/options';
import { ValidationError } from './errors';

/** Options of pictures from pictures that a request overrides for itself. Throws ValidationError with every bad one. */
export function readImg2ImgOverrides(settings: Record<string, unknown>): Partial<Img2ImgOptions> {
  const given = Object.entries(IMG2IMG_OPTIONS).filter(
    ([name]) => settings[name] !== undefined && (settings[name] !== null || name === 'upscaler_for_img2img'),
  );
  const read = given.map(([name, schema]) => [name, schema.safeParse(settings[name])] as const);
  const bad = read.flatMap(([name, { error }]) =>
    error
      ? [{ loc: ['body', 'override_settings', name], msg: error.issues[0]!.message, type: 'value_error' }]
      : [],
  );
  if (bad.length > 0) throw new ValidationError(bad);
  return Object.fromEntries(read.map(([name, { data }]) => [name, data]));
}
