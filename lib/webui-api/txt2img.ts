import { resolveRequest } from '@/lib/generation/resolve-request';
import { interruptJobs, submitJob, waitForJob } from '@/lib/jobs';
import { txt2imgAnswer } from './txt2img-answer';
import { readTxt2ImgRequest } from './txt2img-request';

/**
 * POST txt2img: submits the job, waits until it has ended and answers with its pictures. A client that goes away stops
 * its job, as nobody would get the pictures. Throws what reading, resolving, submitting and answering throw.
 */
export async function txt2img(
  userId: string,
  body: Record<string, unknown>,
  { taskId, signal }: { taskId: string | null; signal: AbortSignal },
): Promise<Record<string, unknown>> {
  const { fields, generation, taskId: ownTaskId } = readTxt2ImgRequest(body);
  const request = await resolveRequest(userId, generation);
  const submitted = await submitJob({ userId, request, taskId: taskId ?? ownTaskId ?? undefined });
  const onAbort = () => void interruptJobs(userId, submitted.id).catch(() => {});
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await txt2imgAnswer(userId, await waitForJob(userId, submitted.id, signal), fields);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
