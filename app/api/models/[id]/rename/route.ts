import { z } from 'zod';
import { readFields } from '@/app/api/files/open';
import { type ModelContext, openModelOf } from '@/app/api/models/open-model';
import { findModel } from '@/lib/catalog';
import { renameModel } from '@/lib/catalog/rename-model';
import { route } from '@/lib/http/route';

const schema = z.object({
  version: z.number({ error: 'Say which version of the model you change.' }).int(),
  name: z.string({ error: 'Give the model a name.' }).max(500, 'This name is too long.'),
});

/** Gives a model and what belongs to it another name in its folder, as it was at `version`; answers it as it is then. */
export const POST = route<ModelContext>(async (request, { params }) => {
  const { caller, model, open } = await openModelOf(request, (await params).id);
  await renameModel(open, model, await readFields(request, schema));
  return Response.json(await findModel(caller.id, model.id));
});
