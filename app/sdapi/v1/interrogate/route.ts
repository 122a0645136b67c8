import { interrogate } from '@/lib/webui-api/interrogate';
import { BYTES_WITH_PICTURES, readObject } from '@/lib/webui-api/read-request';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: {
    permission: 'pictures.own',
    answer: async (request) => interrogate(await readObject(request, BYTES_WITH_PICTURES)),
  },
});
