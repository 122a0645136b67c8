import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { THUMBNAIL_SIZES, thumbnailOf } from '@/lib/gallery/thumbnail';
import { route } from '@/lib/http/route';
import { queryOf } from '../../../gallery-query';

type Context = { params: Promise<{ id: string }> };

const sizeSchema = z.coerce
  .number()
  .pipe(z.literal(THUMBNAIL_SIZES, `size is ${THUMBNAIL_SIZES.join(' or ')}.`))
  .default(512);

/** The picture made small, as WebP: `?size=512|1600`. A picture never changes, so the browser may keep it. */
export const GET = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'pictures.own');
  const { id } = await params;
  const size = sizeSchema.parse(queryOf(request).get('size') ?? undefined);
  const thumbnail = await thumbnailOf(caller.id, id, size);
  const etag = `"${id}-${size}"`;
  const headers = {
    'content-type': 'image/webp',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
    etag,
    vary: 'Cookie, Authorization',
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(thumbnail), { headers });
});
