import { authorize } from '@/lib/auth';
import { listPromptNames } from '@/lib/catalog';
import { route } from '@/lib/http/route';

/** Names of the LoRAs, embeddings, hypernetworks and VAEs that the caller may draw with. */
export const GET = route(async (request) => {
  const { id } = await authorize(request, 'catalog.read');
  return Response.json(await listPromptNames(id));
});
