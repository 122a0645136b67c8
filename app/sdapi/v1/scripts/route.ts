import { webuiRoute } from '@/lib/webui-api/route';
import { scriptNames } from '@/lib/webui-api/scripts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async () => ({ txt2img: scriptNames('txt2img'), img2img: scriptNames('img2img') }),
  },
});
