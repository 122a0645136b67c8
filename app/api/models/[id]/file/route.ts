import { type ModelContext, openModelOf } from '@/app/api/models/open-model';
import { findBeside, pathInTree } from '@/lib/catalog/model-file';
import { sendArchive } from '@/lib/files';
import { sendFound } from '@/lib/files/send-file';
import { route } from '@/lib/http/route';

/**
 * A model’s file as a download; a folder as an archive. Of shared models only admins take the file: to be shared means that
 * people may draw with it here. Whether they may carry it elsewhere, its licence says and an admin decides.
 */
const handler = route<ModelContext>(async (request, { params }) => {
  const { model, open } = await openModelOf(request, (await params).id);
  const found = await findBeside(model, model.path);
  if (found.stats.isDirectory())
    return sendArchive(open.tree, [pathInTree(model, model.path)], request.signal);
  return sendFound(found, request);
});

export { handler as GET, handler as HEAD };
