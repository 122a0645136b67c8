import { z } from 'zod';
import { MODEL_KINDS, type ModelQuery } from '@/lib/catalog';

const MOST_MODELS = 500;

/** Words with commas between them; none is no filter. */
const several = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(item).max(100))
    .optional();

/** `?kind=&architecture=&search=&whose=&sort=&after=&limit=` */
const schema = z.object({
  kind: several(z.enum(MODEL_KINDS, { error: `kind is one of ${MODEL_KINDS.join(', ')}.` })),
  /** Empty: those whose file does not say. */
  architecture: several(z.string()),
  search: z.string().max(500, 'Search for fewer words.').optional(),
  whose: z.enum(['own', 'shared'], { error: 'whose is own or shared.' }).optional(),
  sort: z.enum(['name', 'newest', 'size'], { error: 'sort is name, newest or size.' }).optional(),
  after: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_MODELS).default(100),
});

/** What is asked for. @throws ZodError (422) */
export const modelQueryOf = (viewer: string, query: URLSearchParams): ModelQuery => ({
  viewer,
  ...schema.parse(Object.fromEntries(query)),
});
