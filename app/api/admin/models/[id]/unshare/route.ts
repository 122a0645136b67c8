import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { unshareModel } from '@/lib/sharing/publish';
import { adminOf, nameSchema, readFields } from '../../admin-fields';

interface Context {
  params: Promise<{ id: string }>;
}

const schema = z.object({ version: z.number().int(), name: nameSchema });

/** Moves a shared model, as it was at `version`, into the admin’s own folder. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'models.shared');
  await unshareModel(adminOf(caller, request), (await params).id, await readFields(request, schema));
  return new Response(null, { status: 204 });
});
