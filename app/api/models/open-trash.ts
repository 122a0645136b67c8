import { z } from 'zod';
import { queryOf } from '@/app/api/files/open';
import { authorize } from '@/lib/auth';
import { type OpenTree, openTree } from '@/lib/files';
import { clientAddress } from '@/lib/http/client-address';

const treeSchema = z.enum(['own', 'shared'], { error: 'tree must be own or shared.' }).default('own');

/** The tree whose trash is meant with `?tree=`: one’s own everybody, the shared one admins. @throws AppError 401, 403 */
export async function openTrash(request: Request): Promise<OpenTree> {
  const tree = treeSchema.parse(queryOf(request).get('tree') ?? undefined);
  const caller = await authorize(request, tree === 'own' ? 'models.own' : 'models.shared');
  return openTree(tree, caller, clientAddress(request));
}
