import { currentJob, interruptJobs } from '@/lib/jobs';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: {
    permission: 'jobs.own',
    // The current job only: what else the user has waiting, here or in the studio, was not meant.
    answer: async (_request, caller) => {
      const job = await currentJob(caller.id);
      if (job) await interruptJobs(caller.id, job.id);
      return {};
    },
  },
});
