import { listCheckpoints } from '@/lib/catalog';
import { modelPath } from '@/lib/catalog/model-roots';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async (_request, { id, name }) =>
      (await listCheckpoints(id))
        .filter(({ problem }) => problem === null)
        .map((checkpoint) => ({
          title: checkpoint.title,
          model_name: checkpoint.modelName,
          hash: checkpoint.hash,
          sha256: checkpoint.sha256,
          filename: modelPath({ place: 'checkpoint', ...checkpoint }, name),
          config: null,
        })),
  },
});
