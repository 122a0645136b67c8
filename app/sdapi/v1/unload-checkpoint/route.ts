import { webuiRoute } from '@/lib/webui-api/route';

/** Done already: which checkpoints are in memory is for the workers to decide, who serve other people as well. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: { permission: 'catalog.read', answer: async () => ({}) },
});
