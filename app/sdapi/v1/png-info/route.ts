import { pngInfo } from '@/lib/webui-api/png-info';
import { BYTES_WITH_PICTURES, readObject } from '@/lib/webui-api/read-request';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: {
    permission: 'pictures.own',
    answer: async (request, caller) =>
      pngInfo(caller, await readObject(request, BYTES_WITH_PICTURES), request.signal),
  },
});
