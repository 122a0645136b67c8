import { z } from 'zod';
import { PREVIEW_SIZES, previewOf } from '@/lib/files';
import { route } from '@/lib/http/route';
import { openRequested, pathSchema, queryOf } from '../open';

const schema = z.object({
  path: pathSchema,
  size: z.coerce.number().pipe(z.literal(PREVIEW_SIZES)).default(256),
});

/** A picture made small, as WebP: `?tree=&path=&size=256|1600`. With `v=` (its date) the browser may keep it. */
export const GET = route(async (request) => {
  const { open } = await openRequested(request);
  const query = queryOf(request);
  const { path, size } = schema.parse(Object.fromEntries(query));
  return new Response(new Uint8Array(await previewOf(open.tree, path, size)), {
    headers: {
      'content-type': 'image/webp',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': query.has('v') ? 'private, max-age=31536000, immutable' : 'private, no-cache',
      vary: 'Cookie, Authorization',
    },
  });
});
