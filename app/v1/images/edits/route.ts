import { clientAddress } from '@/lib/http/client-address';
import { readEditRequest } from '@/lib/openai-api/edit-request';
import { toOpenAiAnswer } from '@/lib/openai-api/image-request';
import { openAiRoute } from '@/lib/openai-api/route';
import { img2img } from '@/lib/webui-api/img2img';

/** Pictures from a picture, whole or where it is masked, for programs that speak OpenAI's API. */
export const POST = openAiRoute(async (request, caller) => {
  const connection = { taskId: null, signal: request.signal, address: clientAddress(request) };
  const { images } = await img2img(caller, () => readEditRequest(request), connection);
  return toOpenAiAnswer(images);
});
