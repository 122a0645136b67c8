import { AppError } from '@/lib/errors';
import type { GenerationFields } from '@/lib/generation/generation-fields';
import { studioRequestSchema } from '@/lib/generation/studio-request';
import { readBytes, readJson } from '@/lib/http/read-body';
import type { JobInput } from '@/lib/jobs/inputs';
import { readSentPicture, type SentPicture, startFields } from '@/lib/jobs/sent-picture';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';

/** Four prompts of 20,000 characters, each up to 12 bytes as escaped JSON. */
const REQUEST_BYTES = 1024 * 1024;
/** A picture and its mask, with what stands between the parts. */
const PARTS_BYTES = REQUEST_BYTES + 2 * PICTURE_LIMITS.bytes + 4096;

interface StudioSubmission {
  fields: GenerationFields;
  /** Pictures the fields name. */
  inputs: JobInput[];
}

/**
 * What a form of the studio sends: JSON, or a form with that JSON as `request` and pictures: `picture`, one or more to
 * start from, and `mask`.
 * @throws ZodError, BadPicture, AppError for a body that is too large or no JSON, or has no picture where one is needed
 */
export async function readStudioRequest(request: Request): Promise<StudioSubmission> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const fields = studioRequestSchema.parse(await readJson(request, REQUEST_BYTES));
    if (fields.kind === 'img2img') throw noPicture();
    return { fields, inputs: [] };
  }
  const parts = await readParts(request);
  const fields = studioRequestSchema.parse(requestOf(parts));
  if (fields.kind !== 'img2img') return { fields, inputs: [] };
  const starts = await readPictures(parts.getAll('picture'));
  if (starts.length === 0) throw noPicture();
  const [mask = null] = await readPictures(parts.getAll('mask').slice(0, 1));
  return {
    fields: { ...fields, ...(await startFields(starts, mask, fields)) },
    inputs: mask ? [...starts, mask] : starts,
  };
}

async function readParts(request: Request): Promise<FormData> {
  const body = await readBytes(request, PARTS_BYTES);
  const headers = { 'content-type': request.headers.get('content-type')! };
  return new Response(new Uint8Array(body), { headers }).formData().catch((cause) => {
    throw new AppError({
      code: 'body_not_form',
      status: 400,
      message: 'The request is cut off or no form. Send it again.',
      cause,
    });
  });
}

function requestOf(parts: FormData): unknown {
  const text = parts.get('request');
  try {
    return JSON.parse(typeof text === 'string' ? text : '');
  } catch (cause) {
    throw new AppError({
      code: 'body_not_json',
      status: 400,
      message: 'The part “request” is not JSON. Check its quotes and commas.',
      cause,
    });
  }
}

/** One after the other: each may be large. */
async function readPictures(parts: readonly FormDataEntryValue[]): Promise<SentPicture[]> {
  const pictures: SentPicture[] = [];
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
    pictures.push(await readSentPicture(bytes));
  }
  return pictures;
}

const noPicture = () =>
  new AppError({
    code: 'no_init_image',
    status: 422,
    message: 'There is no picture to start from. Choose one, drop it onto the canvas, or paste it.',
  });
