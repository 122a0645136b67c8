import type { ModelContext } from '@/app/api/models/open-model';
import { openTrash } from '@/app/api/models/open-trash';
import { restoreModel } from '@/lib/catalog/trash-model';
import { route } from '@/lib/http/route';

/** Brings a model back to where it was, with what was thrown away with it; answers its path: `?tree=own|shared`. */
export const POST = route<ModelContext>(async (request, { params }) => {
  const open = await openTrash(request);
  return Response.json({ path: await restoreModel(open, (await params).id) });
});
