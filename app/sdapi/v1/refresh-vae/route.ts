import { webuiRoute } from '@/lib/webui-api/route';

/** The folders of VAEs are read with every request that speaks of them, so there is nothing to read again. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: { permission: 'catalog.read', answer: async () => null },
});
