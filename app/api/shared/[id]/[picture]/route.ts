import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { noSuch } from '@/lib/errors';
import { ownerOfShared } from '@/lib/gallery/read-share';
import { thumbnailOf } from '@/lib/gallery/thumbnail';
import { route } from '@/lib/http/route';
import { findPicture, openPicture } from '@/lib/jobs';
import { pictureGone } from '@/lib/jobs/picture-file';

type Context = { params: Promise<{ id: string; picture: string }> };

const sizeSchema = z.enum(['512', '1600', 'full'], { error: 'size is 512, 1600 or full.' }).default('full');

/** A picture that a link shows: `?size=512|1600|full`, for as long as the link shows it. */
export const GET = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'pictures.own');
  const { id, picture } = await params;
  const ownerId = await ownerOfShared(caller.id, id, picture);
  const size = sizeSchema.parse(new URL(request.url).searchParams.get('size') ?? undefined);
  const bytes =
    size === 'full'
      ? await fileOf(ownerId, picture)
      : await thumbnailOf(ownerId, picture, size === '512' ? 512 : 1600);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': size === 'full' ? 'image/png' : 'image/webp',
      'content-disposition': `inline; filename="${picture}.${size === 'full' ? 'png' : 'webp'}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      // A link that is taken back shows nothing any more.
      'cache-control': 'private, no-cache',
      vary: 'Cookie, Authorization',
    },
  });
});

async function fileOf(ownerId: string, id: string): Promise<Buffer> {
  const picture = await findPicture(ownerId, id);
  if (!picture) throw noSuch('picture');
  return readFile(openPicture(picture)).catch((cause) => {
    throw pictureGone(cause);
  });
}
