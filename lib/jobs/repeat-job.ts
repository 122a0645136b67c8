import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { drawnSeed } from '@/lib/generation/drawn-seed';
import { inputsNamedBy } from '@/lib/generation/img2img';
import type { GenerationRequest } from '@/lib/generation/request';
import { findJob } from './find';
import { keptInputs } from './inputs';
import { submitJob } from './submit';
import { ENDED, type JobView } from './types';

/**
 * Submits what an ended job asked for again, with what came with it: with another seed when it made pictures, with its own
 * when it made none.
 * Null: the user has no such job.
 * @throws AppError `job_not_ended`, `inputs_not_kept` (409), and what submitJob throws
 */
export async function repeatJob(userId: string, id: string): Promise<JobView | null> {
  const job = await findJob(userId, id);
  if (!job) return null;
  if (!ENDED.includes(job.state)) throw notEnded();
  const { img2img } = job.request;
  const inputs = img2img
    ? await keptInputs(
        job.id,
        inputsNamedBy(img2img).map(({ sha256 }) => sha256),
      )
    : [];
  const seed = job.state === 'succeeded' ? drawnSeed() : job.request.seed;
  return submitJob({ userId, request: { ...(await storedRequest(job)), seed }, inputs });
}

/** With the cells of a series, which views leave out. */
async function storedRequest({ id, request }: JobView): Promise<GenerationRequest> {
  if (!request.series) return request;
  const { rows } = await databasePool().query<{ request: GenerationRequest }>(
    'SELECT request FROM job WHERE id = $1',
    [id],
  );
  return rows[0]?.request ?? request;
}

const notEnded = () =>
  new AppError({
    code: 'job_not_ended',
    status: 409,
    message: 'This job still waits or runs. Wait until it has ended, or generate it from the form.',
  });
