import { z } from 'zod';
import { readFields } from '@/app/api/files/open';
import { authorize } from '@/lib/auth';
import { findModel } from '@/lib/catalog';
import { editModel } from '@/lib/catalog/edit-model';
import { trashModel } from '@/lib/catalog/trash-model';
import { noSuch } from '@/lib/errors';
import { route } from '@/lib/http/route';
import { isId } from '@/lib/jobs/job-id';
import { countJobsWith } from '@/lib/sharing/jobs-with';
import { type ModelContext, openModelOf } from '../open-model';

const word = z.string().trim().min(1).max(500, 'A trigger word has at most 500 characters.');

const changeSchema = z.object({
  version: z.number({ error: 'Say which version of the model you change.' }).int(),
  notes: z.string().max(20_000, 'Notes have at most 20,000 characters.').optional(),
  licence: z.string().trim().max(500, 'A licence has at most 500 characters.').nullable().optional(),
  triggerWords: z.array(word).max(100, 'A model has at most 100 trigger words.').nullable().optional(),
});

/** A model. */
export const GET = route<ModelContext>(async (request, { params }) => {
  const caller = await authorize(request, 'models.read');
  const { id } = await params;
  const model = isId(id) ? await findModel(caller.id, id) : null;
  if (!model) throw noSuch('model');
  return Response.json(model);
});

/**
 * Changes what people say of a model, as it was at `version`; null: as its file says. Answers it as it is then (null when it
 * is not shared with the admin who changed it), or 409.
 */
export const PATCH = route<ModelContext>(async (request, { params }) => {
  const { caller, model, open } = await openModelOf(request, (await params).id);
  const { version, ...change } = await readFields(request, changeSchema);
  await editModel(open.actor, model, version, change);
  return Response.json(await findModel(caller.id, model.id));
});

/**
 * Moves a model to the trash with what belongs to it; answers what is in the trash now, and in `jobs` how many that wait or run
 * are drawn with it.
 */
export const DELETE = route<ModelContext>(async (request, { params }) => {
  const { model, open } = await openModelOf(request, (await params).id);
  const jobs = await countJobsWith(model.id);
  return Response.json({ ...(await trashModel(open, model)), jobs });
});
