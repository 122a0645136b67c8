import { readFile } from 'node:fs/promises';
import { authorize } from '@/lib/auth';
import { noSuch } from '@/lib/errors';
import { enlargePicture } from '@/lib/extras/enlarge-picture';
import { saveEnlarged } from '@/lib/extras/save-enlarged';
import { openTree } from '@/lib/files';
import { findFile } from '@/lib/files/find-entry';
import { clientAddress } from '@/lib/http/client-address';
import { readBytes } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { findPicture, openPicture } from '@/lib/jobs';
import { pictureGone } from '@/lib/jobs/picture-file';
import { tooManyBytes } from '@/lib/pictures/bad-picture';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';
import { openFor } from '../files/open';
import { extrasQuery } from './extras-query';

/**
 * Enlarges a picture and keeps the new one: `?resize=by|to&scale=&maxSide=&width=&height=&crop=&upscaler=&secondUpscaler=
 * &secondVisibility=`. The body is its file; or `picture=<id>` is one of the caller’s pictures, `path=` one of their files.
 */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'pictures.own');
  const { settings, source } = extrasQuery(request);
  const bytes = source.picture
    ? await bytesOfPicture(caller.id, source.picture)
    : source.path === undefined
      ? await readBytes(request, PICTURE_LIMITS.bytes)
      : await bytesOfFile(request, source.path);
  const enlarged = await enlargePicture(bytes, settings, { userId: caller.id, signal: request.signal });
  const open = await openTree('own', caller, clientAddress(request));
  return Response.json(await saveEnlarged(open, enlarged), { status: 201 });
});

async function bytesOfPicture(userId: string, id: string): Promise<Buffer> {
  const picture = await findPicture(userId, id);
  if (!picture) throw noSuch('picture');
  return readFile(openPicture(picture)).catch((cause) => {
    throw pictureGone(cause);
  });
}

async function bytesOfFile(request: Request, path: string): Promise<Buffer> {
  const { open } = await openFor(request, 'own');
  const { absolute, stats } = await findFile(open.tree, path);
  if (stats.size > PICTURE_LIMITS.bytes) throw tooManyBytes(stats.size);
  return readFile(absolute);
}
