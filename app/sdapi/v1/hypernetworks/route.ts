import { modelPath } from '@/lib/catalog/model-roots';
import { listHypernetworks } from '@/lib/catalog/told-models';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async (_request, { id, name: userName }) =>
      (await listHypernetworks(id)).map((model) => ({ name: model.name, path: modelPath(model, userName) })),
  },
});
