import { UPSCALERS } from '@/lib/generation/upscalers';
import { Float } from '@/lib/http/python-json';
import { webuiRoute } from '@/lib/webui-api/route';

/** What upscalers without a model of their own say about their factor. */
const USUAL_FACTOR = new Float(4);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async () =>
      UPSCALERS.map((name) => ({
        name,
        model_name: null,
        model_path: null,
        model_url: null,
        scale: USUAL_FACTOR,
      })),
  },
});
