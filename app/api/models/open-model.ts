import { authorize, type Caller } from '@/lib/auth';
import { refusalOf } from '@/lib/auth/permissions';
import { findModelFile, type ModelFile } from '@/lib/catalog/model-file';
import { type OpenTree, openTree } from '@/lib/files';
import { clientAddress } from '@/lib/http/client-address';

export type ModelContext = { params: Promise<{ id: string }> };

/** Admins at their work see every shared model, whoever it is shared with. */
const seesAllShared = (caller: Caller, { method }: Request) =>
  refusalOf(caller, 'models.shared', method) === null;

/** A model the caller sees. @throws AppError 401, 403; `model_not_found`, also for other people’s */
export async function openModel(request: Request, id: string): Promise<{ caller: Caller; model: ModelFile }> {
  const caller = await authorize(request, 'models.read');
  return { caller, model: await findModelFile(caller.id, id, seesAllShared(caller, request)) };
}

/** A model the caller may change or take: their own, or as an admin a shared one. @throws AppError 401, 403, 404 */
export async function openModelOf(
  request: Request,
  id: string,
): Promise<{ caller: Caller; model: ModelFile; open: OpenTree }> {
  const caller = await authorize(request, 'models.own');
  const model = await findModelFile(caller.id, id, seesAllShared(caller, request));
  if (model.ownerId === null) await authorize(request, 'models.shared');
  const tree = model.ownerId === null ? 'shared' : 'own';
  return { caller, model, open: await openTree(tree, caller, clientAddress(request)) };
}
