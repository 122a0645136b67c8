import { clientAddress } from '@/lib/http/client-address';
import { readObject } from '@/lib/webui-api/read-request';
import { webuiRoute } from '@/lib/webui-api/route';
import { txt2img } from '@/lib/webui-api/txt2img';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: {
    permission: 'jobs.own',
    isPictures: true,
    answer: async (request, caller) =>
      txt2img(caller, await readObject(request), {
        taskId: new URL(request.url).searchParams.get('task_id') || null,
        signal: request.signal,
        address: clientAddress(request),
      }),
  },
});
