import { clientAddress } from '@/lib/http/client-address';
import { img2img } from '@/lib/webui-api/img2img';
import { BYTES_WITH_PICTURES, readObject } from '@/lib/webui-api/read-request';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: {
    permission: 'jobs.own',
    isPictures: true,
    answer: (request, caller) =>
      img2img(caller, () => readObject(request, BYTES_WITH_PICTURES), {
        taskId: new URL(request.url).searchParams.get('task_id') || null,
        signal: request.signal,
        address: clientAddress(request),
      }),
  },
});
