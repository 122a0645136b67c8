import { performance } from 'node:perf_hooks';
import { Float } from '@/lib/http/python-json';
import { webuiRoute } from '@/lib/webui-api/route';

/** Seconds this process took to start; what it does later is told in its log. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'system.read',
    answer: async () => {
      const { nodeStart, bootstrapComplete } = performance.nodeTiming;
      const seconds = new Float(bootstrapComplete / 1000);
      return {
        total: seconds,
        records: { 'start the process': new Float(nodeStart / 1000), 'start Node': seconds },
      };
    },
  },
});
