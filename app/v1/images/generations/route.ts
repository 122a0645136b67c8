import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { toOpenAiAnswer, toWebuiBody } from '@/lib/openai-api/image-request';
import { BadParameter, openAiRoute } from '@/lib/openai-api/route';
import { txt2img } from '@/lib/webui-api/txt2img';

const MOST_BYTES = 1024 * 1024;
const USUAL = { width: 512, height: 512 };

/** Pictures from a prompt, for programs that speak OpenAI's API. */
export const POST = openAiRoute(async (request, caller) => {
  const fields = await readJson(request, MOST_BYTES);
  if (typeof fields !== 'object' || fields === null) {
    throw new BadParameter('prompt', 'This is no JSON object. Send one with a prompt.');
  }
  const body = toWebuiBody({ ...fields }, USUAL);
  const { images } = await txt2img(caller, body, {
    taskId: null,
    signal: request.signal,
    address: clientAddress(request),
  });
  return toOpenAiAnswer(images);
});
