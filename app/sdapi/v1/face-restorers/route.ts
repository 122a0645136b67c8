import { webuiRoute } from '@/lib/webui-api/route';

/** None is offered: a program that lists them need not offer what would be refused. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: { permission: 'catalog.read', answer: async () => [] },
});
