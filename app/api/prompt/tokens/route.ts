import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { LIMITS } from '@/lib/generation/limits';
import { sentText } from '@/lib/generation/studio-fields';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { countForPerson } from '@/lib/prompt-tokens';

/** A prompt of 20,000 characters, each up to 12 bytes as escaped JSON. */
const BODY_BYTES = 256 * 1024;

const schema = z.object({
  prompt: sentText('The prompt'),
  steps: z.number().int().min(LIMITS.steps.min).max(LIMITS.steps.max).catch(20),
});

/** How many tokens a prompt has, counted by the tokenizer that draws; nothing is stored. */
export const POST = route(async (request) => {
  const { id } = await authorize(request, 'catalog.read');
  const { prompt, steps } = schema.parse(await readJson(request, BODY_BYTES));
  return Response.json(await countForPerson(id, prompt, { steps }));
});
