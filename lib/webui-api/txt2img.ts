import type { Caller } from '@/lib/auth/caller';
import { enqueueJob } from '@/lib/jobs';
import type { GenerationAnswer } from './generation-answer';
import { resolveForPrograms } from './resolve-for-programs';
import { spaceOf, toldBy } from './space';
import { answerAtEnd, type Connection } from './submitted-job';
import { readTxt2ImgRequest } from './txt2img-request';

/**
 * POST txt2img: submits the job, waits until it has ended and answers with its pictures. Throws what reading, resolving,
 * submitting and answering throw.
 */
export async function txt2img(
  caller: Caller,
  body: Record<string, unknown>,
  { taskId, signal, address }: Connection,
): Promise<GenerationAnswer> {
  const began = performance.now();
  const { fields, generation, service, taskId: ownTaskId } = readTxt2ImgRequest(body);
  const { owner, madeBy } = await spaceOf(caller, service, address);
  const { request, format } = await resolveForPrograms(owner, generation, service);
  const id = await enqueueJob({
    userId: owner.id,
    request: toldBy(request, madeBy),
    taskId: taskId ?? ownTaskId ?? undefined,
    ...(madeBy ? { madeBy } : {}),
  });
  return answerAtEnd(owner.id, { id, fields, format, began }, signal);
}
