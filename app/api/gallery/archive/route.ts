import { AppError } from '@/lib/errors';
import { sendArchive } from '@/lib/files';
import { pathsOfPictures } from '@/lib/gallery/trash-pictures';
import { readText } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { idsSchema } from '../gallery-query';
import { openOwn } from '../open';

const FORM_BYTES = 1024 * 1024;

/** Pictures as one ZIP archive, from a form’s fields `id`. */
export const POST = route(async (request) => {
  const { open } = await openOwn(request);
  const form = new URLSearchParams(await readText(request, FORM_BYTES));
  const paths = await pathsOfPictures(open, idsSchema.parse(form.getAll('id')));
  if (paths.length === 0) throw noPictures();
  return sendArchive(open.tree, paths, request.signal);
});

const noPictures = () =>
  new AppError({
    code: 'picture_not_found',
    status: 404,
    message: 'None of these pictures is there (any more). Reload the page to see those there are.',
  });
