import { cmdFlags } from '@/lib/webui-api/cmd-flags';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: { permission: 'catalog.read', answer: async () => cmdFlags() },
});
