import { z } from 'zod';
import { EXTRAS_DEFAULTS, EXTRAS_LIMITS, type ExtrasSettings } from '@/lib/extras/extras-settings';
import { UPSCALERS } from '@/lib/generation/upscalers';

const number = (name: string, { min, max }: { min: number; max: number }) =>
  z.coerce
    .number(`${name} must be a number.`)
    .min(min, `${name} is at least ${min}.`)
    .max(max, `${name} is at most ${max}.`);
const upscaler = (name: string) =>
  z.enum(UPSCALERS, { error: `${name} must be one of ${UPSCALERS.join(', ')}.` });
const { scale, side } = EXTRAS_LIMITS;

const settingsSchema = z.object({
  resize: z.enum(['by', 'to'], { error: 'resize must be by or to.' }).default(EXTRAS_DEFAULTS.resize),
  scale: number('scale', scale).default(EXTRAS_DEFAULTS.scale),
  maxSide: number('maxSide', { min: 0, max: side.max }).pipe(z.int()).default(EXTRAS_DEFAULTS.maxSide),
  width: number('width', side).pipe(z.int()).default(EXTRAS_DEFAULTS.width),
  height: number('height', side).pipe(z.int()).default(EXTRAS_DEFAULTS.height),
  crop: z
    .enum(['true', 'false'], { error: 'crop must be true or false.' })
    .transform((text) => text === 'true')
    .default(EXTRAS_DEFAULTS.crop),
  upscaler: upscaler('upscaler').default(EXTRAS_DEFAULTS.upscaler),
  secondUpscaler: upscaler('secondUpscaler').default(EXTRAS_DEFAULTS.secondUpscaler),
  secondVisibility: number('secondVisibility', { min: 0, max: 1 }).default(EXTRAS_DEFAULTS.secondVisibility),
});

/** Which picture is meant, where the body is not its file. */
const sourceSchema = z.object({
  picture: z.uuid('picture must be the id of a picture.').optional(),
  path: z.string().max(5000, 'This path is too long.').optional(),
});

/** What an address asks for. */
export function extrasQuery(request: Request): {
  settings: ExtrasSettings;
  source: z.infer<typeof sourceSchema>;
} {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return { settings: settingsSchema.parse(query), source: sourceSchema.parse(query) };
}
