import { authorize, type Caller } from '@/lib/auth';
import { type OpenTree, openTree } from '@/lib/files';
import { clientAddress } from '@/lib/http/client-address';

/** The caller’s own tree, for what moves their pictures; also where the file manager is switched off. @throws AppError 401, 403 */
export async function openOwn(request: Request): Promise<{ open: OpenTree; caller: Caller }> {
  const caller = await authorize(request, 'pictures.own');
  return { open: await openTree('own', caller, clientAddress(request)), caller };
}
