import { authorize } from '@/lib/auth';
import { readBytes } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';
import { readPictureMetadata } from '@/lib/pictures/picture-metadata';

/** What a picture says it was made with. The body is its file; nothing of it is kept. */
export const POST = route(async (request) => {
  await authorize(request, 'pictures.own');
  return Response.json(await readPictureMetadata(await readBytes(request, PICTURE_LIMITS.bytes)));
});
