import { readObject } from '@/lib/webui-api/read-request';
import { webuiRoute } from '@/lib/webui-api/route';
import { taskProgress } from '@/lib/webui-api/task-progress';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: {
    permission: 'jobs.own',
    answer: async (request, caller) => taskProgress(caller.id, await readObject(request), Date.now()),
  },
});
