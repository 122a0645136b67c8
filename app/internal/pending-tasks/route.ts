import { webuiRoute } from '@/lib/webui-api/route';
import { pendingTasks } from '@/lib/webui-api/task-progress';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: { permission: 'jobs.own', answer: (_request, caller) => pendingTasks(caller.id) },
});
