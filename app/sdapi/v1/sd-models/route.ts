import { join } from 'node:path';
import { listCheckpoints } from '@/lib/catalog';
import { checkpointDir } from '@/lib/data-dir';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async () =>
      (await listCheckpoints())
        .filter(({ problem }) => problem === null)
        .map(({ title, modelName, hash, sha256, path }) => ({
          title,
          model_name: modelName,
          hash,
          sha256,
          filename: join(checkpointDir(), path),
          config: null,
        })),
  },
});
