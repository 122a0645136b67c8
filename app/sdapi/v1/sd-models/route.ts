import { join } from 'node:path';
import { listCheckpoints } from '@/lib/catalog';
import { checkpointRoot } from '@/lib/catalog/checkpoint-roots';
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
          filename: join(checkpointRoot(checkpoint.isOwn ? name : null), checkpoint.path),
          config: null,
        })),
  },
});
