import { posix } from 'node:path';
import { modelPath } from '@/lib/catalog/model-roots';
import { listVaes } from '@/lib/catalog/told-models';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async (_request, { id, name }) =>
      (await listVaes(id)).map((vae) => ({
        model_name: posix.basename(vae.path),
        filename: modelPath(vae, name),
      })),
  },
});
