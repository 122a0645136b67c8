import { changeOptions, listOptions } from '@/lib/options';
import { readObject } from '@/lib/webui-api/read-request';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'options.own',
    answer: (_request, caller) => listOptions(caller.id),
  },
  POST: {
    permission: 'options.own',
    answer: async (request, caller) => {
      await changeOptions(caller.id, await readObject(request));
      return null;
    },
  },
});
