import { extraSingleImage } from '@/lib/webui-api/extras';
import { BYTES_WITH_PICTURES, readObject } from '@/lib/webui-api/read-request';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: {
    permission: 'pictures.own',
    isPictures: true,
    answer: async (request, caller) =>
      extraSingleImage(await readObject(request, BYTES_WITH_PICTURES), {
        userId: caller.id,
        signal: request.signal,
      }),
  },
});
