import { authorize } from '@/lib/auth';
import { revokeShare } from '@/lib/gallery/shares';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';

type Context = { params: Promise<{ id: string }> };

/** Takes a link back. */
export const DELETE = route<Context>(async (request, { params }) => {
  const { id, name } = await authorize(request, 'pictures.own');
  await revokeShare({ id, name, address: clientAddress(request) }, (await params).id);
  return Response.json({});
});
