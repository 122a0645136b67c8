import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { findSharedModel } from '@/lib/sharing/list-shared';
import { setAccess } from '@/lib/sharing/set-access';
import { accessSchema, adminOf, readFields } from '../../admin-fields';

interface Context {
  params: Promise<{ id: string }>;
}

const schema = accessSchema.extend({ version: z.number().int() });

/** Says who may use a shared model, as it was at `version`; answers it as it is then, or 409. */
export const PUT = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'models.shared');
  const { id } = await params;
  const { version, ...access } = await readFields(request, schema);
  await setAccess(adminOf(caller, request), id, version, access);
  return Response.json(await findSharedModel(id));
});
