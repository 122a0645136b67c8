import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { changeMarks, tagOf } from '@/lib/gallery/change-marks';
import { readGallery } from '@/lib/gallery/list-gallery';
import { route } from '@/lib/http/route';
import { idSchema, idsSchema, queryOf, readFields } from '../gallery-query';

const MOST_READ = 200;
const shownSchema = z.array(idSchema).min(1).max(MOST_READ, `At most ${MOST_READ} pictures at once.`);

const tagsSchema = z
  .array(
    z
      .string()
      .max(100, 'This tag is too long.')
      .refine((tag) => tagOf(tag) !== '', 'A tag has at least one letter.'),
  )
  .max(50, 'At most 50 tags at once.');
const changeSchema = z.object({
  ids: idsSchema,
  favourite: z.boolean().optional(),
  rating: z.int().min(0).max(5, 'rating is a number of stars from 0 to 5.').optional(),
  addTags: tagsSchema.optional(),
  removeTags: tagsSchema.optional(),
});

/** These pictures, as far as they are the caller’s and not in the trash: `?ids=<id>,<id>…`. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'pictures.own');
  const ids = shownSchema.parse((queryOf(request).get('ids') ?? '').split(','));
  return Response.json({ pictures: await readGallery(caller.id, ids) });
});

/** Marks pictures: favourite, stars, tags. Answers how many there were. */
export const PATCH = route(async (request) => {
  const caller = await authorize(request, 'pictures.own');
  const { ids, ...change } = await readFields(request, changeSchema);
  return Response.json({ changed: await changeMarks(caller.id, ids, change) });
});
