import { rescanFor } from '@/lib/catalog/request-rescan';
import { webuiRoute } from '@/lib/webui-api/route';

/** Has the caller’s and the shared model folders read again, of every kind; answers when that has been done. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  POST: {
    permission: 'catalog.read',
    answer: async (request, caller) => {
      await rescanFor(caller.id, request.signal);
      return null;
    },
  },
});
