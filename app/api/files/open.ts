import { z } from 'zod';
import { authorize, type Caller } from '@/lib/auth';
import { config } from '@/lib/config';
import type { Tree } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';
import { type OpenTree, openTree } from '@/lib/files';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';

/** Room for a thousand paths. */
const BODY_BYTES = 4 * 1024 * 1024;
const MOST_PATHS = 10_000;

const treeSchema = z.enum(['own', 'shared'], { error: 'tree must be own or shared.' }).default('own');

/** A path below the root of the tree, with `/` between names. What it may be is decided where it is used. */
export const pathSchema = z.string({ error: 'A path is missing.' }).max(5000, 'This path is too long.');
export const pathsSchema = z
  .array(pathSchema)
  .min(1, 'Choose something first.')
  .max(MOST_PATHS, `At most ${MOST_PATHS.toLocaleString('en')} files at once.`);
export const idsSchema = z.array(z.uuid('This is no id of something in the trash.')).max(MOST_PATHS);

/** The tree the request names with `?tree=`, for a caller who may use it: one’s own everybody, the shared one admins. */
export async function openRequested(request: Request): Promise<{ open: OpenTree; caller: Caller }> {
  return openFor(request, requestedTree(request));
}

export const requestedTree = (request: Request) =>
  treeSchema.parse(new URL(request.url).searchParams.get('tree') ?? undefined);

/** @throws AppError 401, 403; `files_off` (404) where the file manager is switched off */
export async function openFor(
  request: Request,
  kind: Tree['kind'],
): Promise<{ open: OpenTree; caller: Caller }> {
  const opened = await openForUploads(request, kind);
  if (!config().filebrowser) {
    throw new AppError({
      code: 'files_off',
      status: 404,
      message: 'The file manager is switched off in this installation (--no-filebrowser).',
    });
  }
  return opened;
}

/** Also without the file manager: models are uploaded all the same. @throws AppError 401, 403 */
export async function openForUploads(
  request: Request,
  kind: Tree['kind'],
): Promise<{ open: OpenTree; caller: Caller }> {
  const caller = await authorize(request, kind === 'own' ? 'files.own' : 'files.shared');
  return { open: await openTree(kind, caller, clientAddress(request)), caller };
}

/** The request’s JSON, as the schema wants it. */
export async function readFields<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await readJson(request, BODY_BYTES));
}

export const queryOf = (request: Request) => new URL(request.url).searchParams;
