import { SCHEDULERS } from '@/lib/generation/schedulers';
import { Float } from '@/lib/http/python-json';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async () =>
      SCHEDULERS.map(({ name, label, aliases, defaultRho, needInnerModel }) => ({
        name,
        label,
        aliases,
        default_rho: new Float(defaultRho),
        need_inner_model: needInnerModel,
      })),
  },
});
