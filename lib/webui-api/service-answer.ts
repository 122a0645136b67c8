import { firstMaskOf, gridsOf } from '@/lib/generation/grids';
import { openPicture } from '@/lib/jobs';
import type { PictureFile } from '@/lib/jobs/picture-file';
import type { JobView } from '@/lib/jobs/types';
import type { GenerationAnswer } from './generation-answer';
import type { SharedFields } from './generation-fields';
import { generationInfo } from './generation-info';

/**
 * The answer to a request whose pictures are kept where it said (sdapi §9): their paths, which begin with the data
 * directory, instead of their bytes. A job that failed is told in `parameters`, not by an error.
 * @param seconds how long the call took
 */
export function serviceAnswer(
  job: JobView,
  all: readonly PictureFile[],
  fields: SharedFields,
  seconds: number,
): GenerationAnswer {
  const firstMask = firstMaskOf(job.request);
  const pictures = all.filter(({ index }) => index < firstMask);
  const masks = all.filter(({ index }) => index >= firstMask);
  const grids = gridsOf(job.request);
  const singles = pictures.filter(({ index }) => index >= grids);
  const problem = problemOf(job, pictures.length);
  return {
    images: [],
    parameters: {
      id_task: job.taskId,
      status: problem === '' ? 0 : 1,
      image_url: pictures.map(openPicture).join(','),
      seed: singles.map(({ seed }) => seed).join(','),
      error_msg: problem,
      total_time: seconds,
      image_mask_url: masks.map(openPicture).join(','),
    },
    info: generationInfo(job, fields, {
      infotexts: pictures.map(({ infotext }) => infotext),
      indexOfFirstImage: pictures.length - singles.length,
      drawn: job.request.series ? singles.map(({ infotext }) => infotext) : null,
    }),
  };
}

function problemOf(job: JobView, pictures: number): string {
  if (job.state === 'failed') return job.error?.message ?? 'The job failed. Try again.';
  if (pictures > 0) return '';
  return job.error?.message ?? 'The job was stopped before it made a picture.';
}
