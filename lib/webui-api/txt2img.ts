import type { Owner } from '@/lib/generation/owner';
import { resolveRequest } from '@/lib/generation/resolve-request';
import { submitJob } from '@/lib/jobs';
import { generationAnswer } from './generation-answer';
import { type Connection, endOfJob } from './submitted-job';
import { readTxt2ImgRequest } from './txt2img-request';

/**
 * POST txt2img: submits the job, waits until it has ended and answers with its pictures. Throws what reading, resolving,
 * submitting and answering throw.
 */
export async function txt2img(
  owner: Owner,
  body: Record<string, unknown>,
  { taskId, signal }: Connection,
): Promise<Record<string, unknown>> {
  const { fields, generation, taskId: ownTaskId } = readTxt2ImgRequest(body);
  const request = await resolveRequest(owner, generation);
  const { id } = await submitJob({ userId: owner.id, request, taskId: taskId ?? ownTaskId ?? undefined });
  return generationAnswer(owner.id, await endOfJob(owner.id, id, signal), fields);
}
