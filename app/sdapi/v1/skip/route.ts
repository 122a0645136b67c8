import { skipBatch } from '@/lib/jobs';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: {
    permission: 'jobs.own',
    answer: async (_request, caller) => {
      await skipBatch(caller.id);
      return null;
    },
  },
});
