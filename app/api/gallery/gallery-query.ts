import { z } from 'zod';
import type { GalleryFilter } from '@/lib/gallery/gallery-view';
import { readJson } from '@/lib/http/read-body';

/** Room for ten thousand ids. */
const BODY_BYTES = 1024 * 1024;
const MOST_IDS = 10_000;

export const idSchema = z.uuid('This is no id of a picture.');
export const idsSchema = z
  .array(idSchema)
  .min(1, 'Choose pictures first.')
  .max(MOST_IDS, `At most ${MOST_IDS.toLocaleString('en')} pictures at once.`);

const KINDS = ['txt2img', 'img2img', 'extras'] as const;

const ORDER_NAMES = ['newest', 'oldest', 'rating', 'largest'] as const;

const moment = (name: string) => z.iso.datetime({ error: `${name} must be a moment (ISO 8601, UTC).` });

const filterSchema = z.object({
  search: z.string().max(500, 'This search is too long. Use fewer words.').optional(),
  models: z.array(z.string().max(500)).max(50).optional(),
  sizes: z
    .array(z.string().regex(/^\d{1,5}x\d{1,5}$/, 'A size is width x height, such as 512x768.'))
    .max(50)
    .optional(),
  from: moment('from').optional(),
  until: moment('until').optional(),
  rating: z.coerce.number().int().min(1).max(5, 'rating is a number of stars from 1 to 5.').optional(),
  favourite: z.literal('true', 'favourite is true, or left out.').optional(),
  tag: z.string().max(100).optional(),
  kind: z.enum(KINDS, { error: `kind is one of ${KINDS.join(', ')}.` }).optional(),
  order: z.enum(ORDER_NAMES, { error: `order is one of ${ORDER_NAMES.join(', ')}.` }).optional(),
  collection: z.uuid('collection must be the id of a collection.').optional(),
});

/** What a request’s address asks for; `model` and `size` may stand there several times. */
export function filterOf(query: URLSearchParams): GalleryFilter {
  const { favourite, ...filter } = filterSchema.parse({
    ...Object.fromEntries([...query].filter(([, value]) => value !== '')),
    models: query.has('model') ? query.getAll('model') : undefined,
    sizes: query.has('size') ? query.getAll('size') : undefined,
  });
  return { ...filter, favourite: favourite && true };
}

export const queryOf = (request: Request) => new URL(request.url).searchParams;

/** The request’s JSON, as the schema wants it. */
export async function readFields<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await readJson(request, BODY_BYTES));
}
