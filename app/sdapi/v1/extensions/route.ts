import { webuiRoute } from '@/lib/webui-api/route';

/** Told are those that came from a repository, as elsewhere. Here they are folders, so there is none. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: { permission: 'catalog.read', answer: async () => [] },
});
