import { listVaes } from '@/lib/generation/resolve-vae';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async (_request, caller) =>
      (await listVaes(caller.name)).map(({ name, file }) => ({ model_name: name, filename: file })),
  },
});
