import { lorasAnswer } from '@/lib/webui-api/loras';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: lorasAnswer,
  },
});
