import { currentJob } from '@/lib/jobs';
import { progressAnswer } from '@/lib/webui-api/progress';
import { booleanQuery } from '@/lib/webui-api/query';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'jobs.own',
    answer: async (request, caller) => {
      const skipCurrentImage = booleanQuery(request, 'skip_current_image', false);
      return progressAnswer(await currentJob(caller.id), { skipCurrentImage, now: Date.now() });
    },
  },
});
