import { readFile } from 'node:fs/promises';
import { authorize } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { namedFile } from '@/lib/http/named-file';
import { route } from '@/lib/http/route';
import { findPicture, openPicture } from '@/lib/jobs';
import { pictureGone } from '@/lib/jobs/picture-file';
import { typeOfFile } from '@/lib/pictures/picture-format';

type Context = { params: Promise<{ id: string }> };

/**
 * The picture's file as it was saved, with its infotext. A picture never changes, so the browser may keep it;
 * `?download` has it saved as a file.
 */
export const GET = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'pictures.own');
  const { id } = await params;
  const picture = await findPicture(caller.id, id);
  if (!picture) throw noSuchPicture();
  const etag = `"${picture.id}"`;
  const download = new URL(request.url).searchParams.has('download');
  const headers = {
    'content-type': typeOfFile(picture.path),
    'content-disposition': `${download ? 'attachment' : 'inline'}; ${namedFile(picture.path)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
    etag,
    vary: 'Cookie, Authorization',
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const file = await readFile(openPicture(picture)).catch((cause) => {
    throw pictureGone(cause);
  });
  return new Response(new Uint8Array(file), { headers });
});

/** Also for other people's pictures: that they exist is not told. */
function noSuchPicture(): AppError {
  return new AppError({
    code: 'picture_not_found',
    status: 404,
    message: 'There is no such picture among yours. Reload the page to see those there are.',
  });
}
