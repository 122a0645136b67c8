import { webuiRoute } from '@/lib/webui-api/route';
import { sysinfoAnswer } from '@/lib/webui-api/sysinfo';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: { permission: 'system.read', answer: () => sysinfoAnswer('inline') },
});
