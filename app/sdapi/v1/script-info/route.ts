import { webuiRoute } from '@/lib/webui-api/route';
import { scriptInfos } from '@/lib/webui-api/scripts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: { permission: 'catalog.read', answer: async () => scriptInfos() },
});
