import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { findSharedModel } from '@/lib/sharing/list-shared';
import { publishModel } from '@/lib/sharing/publish';
import { adminOf, publicationSchema, readFields } from '../../admin-fields';

interface Context {
  params: Promise<{ id: string }>;
}

/** Moves or copies a model of the admin’s own into the shared folder, for whom they say; answers the shared one. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'models.shared');
  const publication = await readFields(request, publicationSchema);
  const id = await publishModel(adminOf(caller, request), (await params).id, publication);
  return Response.json(await findSharedModel(id), { status: 201 });
});
