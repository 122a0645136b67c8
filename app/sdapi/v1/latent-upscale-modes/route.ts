import { LATENT_UPSCALE_MODES } from '@/lib/generation/upscalers';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async () => LATENT_UPSCALE_MODES.map((name) => ({ name })),
  },
});
