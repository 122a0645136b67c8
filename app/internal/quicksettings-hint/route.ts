import { listOptions } from '@/lib/options';
import { webuiRoute } from '@/lib/webui-api/route';

/** `s_noise` → `S noise` */
const labelOf = (name: string) => `${name[0]!.toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'options.own',
    answer: async (_request, caller) =>
      Object.keys(await listOptions(caller.id)).map((name) => ({ name, label: labelOf(name) })),
  },
});
