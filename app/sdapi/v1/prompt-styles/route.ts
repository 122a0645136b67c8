import { listStyles } from '@/lib/generation/styles';
import { webuiRoute } from '@/lib/webui-api/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = webuiRoute({
  GET: {
    permission: 'catalog.read',
    answer: async (_request, caller) =>
      (await listStyles(caller.name)).map(({ name, prompt, negativePrompt }) => ({
        name,
        prompt,
        negative_prompt: negativePrompt,
      })),
  },
});
