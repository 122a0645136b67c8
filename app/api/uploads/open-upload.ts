import { openForUploads } from '@/app/api/files/open';
import type { OpenTree } from '@/lib/files';
import { treeOfUpload, uploadNotFound } from '@/lib/files/uploads/upload-row';

/** The tree an upload of the caller goes into. @throws AppError `upload_not_found`, also for other people’s uploads */
export async function openUpload(request: Request, id: string): Promise<OpenTree> {
  const { open, caller } = await openForUploads(request, 'own');
  const kind = await treeOfUpload(caller.id, id);
  if (kind === null) throw uploadNotFound();
  return kind === 'own' ? open : (await openForUploads(request, kind)).open;
}
