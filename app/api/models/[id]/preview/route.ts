import { z } from 'zod';
import { queryOf } from '@/app/api/files/open';
import { type ModelContext, openModel, openModelOf } from '@/app/api/models/open-model';
import { findModel } from '@/lib/catalog';
import { findBeside } from '@/lib/catalog/model-file';
import { putPreview, removePreview } from '@/lib/catalog/model-preview';
import { noSuch } from '@/lib/errors';
import { PREVIEW_SIZES } from '@/lib/files';
import { previewKey, previewOfFound } from '@/lib/files/preview';
import { readBytes } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';

const sizeSchema = z.coerce.number().pipe(z.literal(PREVIEW_SIZES)).default(512);

/** A model’s picture made small, as WebP: `?size=256|512|1600`. With `v=` (its date) the browser may keep it. */
export const GET = route<ModelContext>(async (request, { params }) => {
  const { model } = await openModel(request, (await params).id);
  const query = queryOf(request);
  const size = sizeSchema.parse(query.get('size') ?? undefined);
  if (model.previewPath === null) throw noSuch('picture');
  const found = await findBeside(model, model.previewPath);
  const etag = `"${previewKey(found, size)}"`;
  const headers = {
    'content-type': 'image/webp',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': query.has('v') ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    etag,
    vary: 'Cookie, Authorization',
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(await previewOfFound(found, size)), { headers });
});

/** Puts the picture that is sent beside the model, drawn anew; answers the model. */
export const PUT = route<ModelContext>(async (request, { params }) => {
  const { caller, model, open } = await openModelOf(request, (await params).id);
  await putPreview(open, model, await readBytes(request, PICTURE_LIMITS.bytes));
  return Response.json(await findModel(caller.id, model.id));
});

/** Moves the picture to the trash; answers the model. */
export const DELETE = route<ModelContext>(async (request, { params }) => {
  const { caller, model, open } = await openModelOf(request, (await params).id);
  await removePreview(open, model);
  return Response.json(await findModel(caller.id, model.id));
});
