import { queryOf } from '@/app/api/files/open';
import { authorize } from '@/lib/auth';
import { listModels } from '@/lib/catalog';
import { route } from '@/lib/http/route';
import { modelQueryOf } from './model-query';

/**
 * A page of the models the caller sees, with how many there are of what:
 * `?kind=lora,vae&architecture=SDXL&search=&whose=own|shared&sort=name|newest|size&after=&limit=`.
 */
export const GET = route(async (request) => {
  const { id } = await authorize(request, 'models.read');
  return Response.json(await listModels(modelQueryOf(id, queryOf(request))));
});
