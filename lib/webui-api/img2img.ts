import type { Caller } from '@/lib/auth/caller';
import { enqueueJob } from '@/lib/jobs';
import { type SentPicture, startFields } from '@/lib/jobs/sent-picture';
import type { PictureEncoding } from '@/lib/pictures/encode-picture';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';
import { readEncodedPicture } from './encoded-picture';
import { PythonError } from './errors';
import { readFields } from './fields';
import type { GenerationAnswer } from './generation-answer';
import { IMG2IMG_FIELDS, type Img2ImgFields } from './img2img-fields';
import { initImagesOf, readImg2ImgRequest } from './img2img-request';
import { resolveForPrograms } from './resolve-for-programs';
import { spaceOf, toldBy } from './space';
import { answerAtEnd, type Connection } from './submitted-job';

/**
 * POST img2img: reads the pictures, submits the job, waits until it has ended and answers with what became of them.
 * Throws what reading, resolving, submitting and answering throw.
 *
 * @param read the request's object; it may be large, and a job may wait for hours: nothing of it is kept meanwhile
 */
export async function img2img(
  caller: Caller,
  read: () => Promise<Record<string, unknown>>,
  connection: Connection,
): Promise<GenerationAnswer> {
  const began = performance.now();
  const { ownerId, ...job } = await submitted(caller, await read(), connection);
  return answerAtEnd(ownerId, { ...job, began }, connection.signal);
}

async function submitted(
  caller: Caller,
  body: Record<string, unknown>,
  { taskId, signal, address }: Connection,
): Promise<{ ownerId: string; id: string; fields: Img2ImgFields; format: PictureEncoding }> {
  const checked = readFields(IMG2IMG_FIELDS, body);
  initImagesOf(checked);
  // Before everything else, as programs know it.
  const mask = checked.mask ? await readEncodedPicture(checked.mask, signal) : null;
  const { fields, generation, service, taskId: ownTaskId, initImages } = readImg2ImgRequest(checked, body);
  const { owner, madeBy } = await spaceOf(caller, service, address);
  const starts = await readStarts(initImages, signal);
  const asked = { ...generation, ...(await startFields(starts, mask, generation)) };
  const { request, format } = await resolveForPrograms(owner, asked, service);
  const inputs = mask ? [...starts, mask] : starts;
  const id = await enqueueJob({
    userId: owner.id,
    request: toldBy(request, madeBy),
    inputs,
    taskId: taskId ?? ownTaskId ?? undefined,
    ...(madeBy ? { madeBy } : {}),
  });
  return { ownerId: owner.id, id, fields: answered(fields), format };
}

/** One after the other: each may be large. */
async function readStarts(texts: readonly unknown[], signal: AbortSignal): Promise<SentPicture[]> {
  const starts: SentPicture[] = [];
  let pixels = 0;
  for (const text of texts) {
    const start = await readEncodedPicture(text, signal);
    pixels += start.width * start.height;
    if (pixels > PICTURE_LIMITS.pixelsTogether) {
      throw new PythonError(
        'RuntimeError',
        `These pictures have more than ${PICTURE_LIMITS.pixelsTogether.toLocaleString('en-US')} pixels together. Send fewer, or smaller ones.`,
      );
    }
    starts.push(start);
  }
  return starts;
}

/** The pictures are sent back only when they are asked for. */
const answered = (fields: Img2ImgFields): Img2ImgFields =>
  fields.include_init_images ? fields : { ...fields, init_images: null, mask: null };
