import { readFile } from 'node:fs/promises';
import { firstMaskOf, gridsOf, shownOf } from '@/lib/generation/grids';
import { Float } from '@/lib/http/python-json';
import { openPicture } from '@/lib/jobs';
import type { PictureFile } from '@/lib/jobs/picture-file';
import type { JobView } from '@/lib/jobs/types';
import type { PictureEncoding } from '@/lib/pictures/encode-picture';
import { float } from './coerce';
import { encodeAnswer } from './encode-answer';
import { PythonError } from './errors';
import type { SharedFields } from './generation-fields';
import { generationInfo } from './generation-info';
import { IMG2IMG_FIELDS } from './img2img-fields';
import { TXT2IMG_FIELDS } from './txt2img-fields';

/** Fields that programs know as floats, for printing. */
const FLOAT_FIELDS: ReadonlySet<string> = new Set(
  Object.entries({ ...TXT2IMG_FIELDS, ...IMG2IMG_FIELDS })
    .filter(([, field]) => field.coerce === (float as unknown))
    .map(([name]) => name),
);

/** All fields of the request after validation, floats as floats. */
function parametersOf(fields: SharedFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'number' && FLOAT_FIELDS.has(name) ? new Float(value) : value,
    ]),
  );
}

/** What programs get for a generation. */
export interface GenerationAnswer {
  /** Base64. */
  images: string[];
  parameters: Record<string, unknown>;
  /** JSON text. */
  info: string;
}

/**
 * The answer to a job that has ended with these pictures (sdapi §4). An interrupted job answers with what exists.
 * Throws PythonError with the job's sentence when it failed.
 */
export async function generationAnswer(
  job: JobView,
  all: readonly PictureFile[],
  { fields, format }: { fields: SharedFields; format: PictureEncoding },
): Promise<GenerationAnswer> {
  if (job.state === 'failed') {
    throw new PythonError('RuntimeError', job.error?.message ?? 'The job failed. Try again.');
  }
  const grids = gridsOf(job.request);
  const pictures = shownOf(job.request, all);
  const masks = all.filter(({ index }) => index >= firstMaskOf(job.request));
  const sent = fields.send_images ? [...pictures, ...masks] : [];
  const files = await Promise.all(sent.map((picture) => readFile(openPicture(picture))));
  const infotexts = pictures.map(({ infotext }) => infotext);
  const images = await Promise.all(files.map((file, k) => encodeAnswer(file, infotexts[k] ?? '', format)));
  return {
    images: images.map((image) => image.toString('base64')),
    parameters: parametersOf(fields),
    info: generationInfo(job, fields, {
      infotexts,
      indexOfFirstImage: pictures.filter(({ index }) => index < grids).length,
      drawn: job.request.series
        ? all.filter(({ index }) => index >= grids).map(({ infotext }) => infotext)
        : null,
    }),
  };
}
