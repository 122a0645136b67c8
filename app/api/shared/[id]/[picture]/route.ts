import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { noSuch } from '@/lib/errors';
import { ownerOfShared } from '@/lib/gallery/read-share';
import { thumbnailOf } from '@/lib/gallery/thumbnail';
import { route } from '@/lib/http/route';
import { findPicture, openPicture } from '@/lib/jobs';
import { type PictureFile, pictureGone } from '@/lib/jobs/picture-file';
import { formatOfFile, typeOfFile } from '@/lib/pictures/picture-format';

type Context = { params: Promise<{ id: string; picture: string }> };

const sizeSchema = z.enum(['512', '1600', 'full'], { error: 'size is 512, 1600 or full.' }).default('full');

/** A picture that a link shows: `?size=512|1600|full`, for as long as the link shows it. */
export const GET = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'pictures.own');
  const { id, picture } = await params;
  const ownerId = await ownerOfShared(caller.id, id, picture);
  const size = sizeSchema.parse(new URL(request.url).searchParams.get('size') ?? undefined);
  const full = size === 'full' ? await pictureOf(ownerId, picture) : null;
  const bytes = full ? await bytesOf(full) : await thumbnailOf(ownerId, picture, size === '512' ? 512 : 1600);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': full ? typeOfFile(full.path) : 'image/webp',
      'content-disposition': `inline; filename="${picture}.${full ? formatOfFile(full.path) : 'webp'}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      // A link that is taken back shows nothing any more.
      'cache-control': 'private, no-cache',
      vary: 'Cookie, Authorization',
    },
  });
});

async function pictureOf(ownerId: string, id: string): Promise<PictureFile> {
  const picture = await findPicture(ownerId, id);
  if (!picture) throw noSuch('picture');
  return picture;
}

function bytesOf(picture: PictureFile): Promise<Buffer> {
  return readFile(openPicture(picture)).catch((cause) => {
    throw pictureGone(cause);
  });
}
