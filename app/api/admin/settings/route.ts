import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { listSettings } from '@/lib/settings/settings';

/** All settings of the installation, with who changed them last. */
export const GET = route(async (request) => {
  await authorize(request, 'settings.manage');
  return Response.json(await listSettings());
});
