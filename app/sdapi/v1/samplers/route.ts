import { SAMPLERS } from '@/lib/generation/samplers';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async () => SAMPLERS.map(({ name, aliases, options }) => ({ name, aliases, options })),
  },
});
