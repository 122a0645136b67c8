import type { Owner } from '@/lib/generation/owner';
import { submitJob } from '@/lib/jobs';
import type { GenerationAnswer } from './generation-answer';
import { resolveForPrograms } from './resolve-for-programs';
import { refuseOtherSpace } from './service-keys';
import { answerAtEnd, type Connection } from './submitted-job';
import { readTxt2ImgRequest } from './txt2img-request';

/**
 * POST txt2img: submits the job, waits until it has ended and answers with its pictures. Throws what reading, resolving,
 * submitting and answering throw.
 */
export async function txt2img(
  owner: Owner,
  body: Record<string, unknown>,
  { taskId, signal }: Connection,
): Promise<GenerationAnswer> {
  const began = performance.now();
  const { fields, generation, service, taskId: ownTaskId } = readTxt2ImgRequest(body);
  refuseOtherSpace(service, owner);
  const request = await resolveForPrograms(owner, generation, service);
  const { id } = await submitJob({ userId: owner.id, request, taskId: taskId ?? ownTaskId ?? undefined });
  return answerAtEnd(owner.id, { id, fields, began }, signal);
}
