import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { findSharedModel } from '@/lib/sharing/list-shared';

interface Context {
  params: Promise<{ id: string }>;
}

/** A shared model, and how many jobs wait for it or run with it. */
export const GET = route<Context>(async (request, { params }) => {
  await authorize(request, 'models.shared');
  return Response.json(await findSharedModel((await params).id));
});
