import { statfs, writeFile } from 'node:fs/promises';
import { placeOfPath } from '@/lib/catalog/place-of-path';
import { config } from '@/lib/config';
import { insideTree, insideUploads, treeRoot } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';
import { newId } from '@/lib/jobs/job-id';
import { readSettings } from '@/lib/settings/settings';
import { changeTree } from '../change-tree';
import { type IfTaken, nameOf, pathIn } from '../file-entry';
import { findEntry } from '../find-entry';
import { formatBytes } from '../format-bytes';
import { cleanName, nameTaken, TakenNames } from '../names';
import type { OpenTree } from '../open-tree';
import { refuseTop } from '../refuse-top';
import { requireRoom } from '../storage';

export interface NewUpload {
  /** Where the file will be, below the root of the tree. Folders that are missing are made at the end. */
  path: string;
  /** Bytes. */
  size: number;
  modifiedAt: Date | null;
  ifTaken: IfTaken;
}

/** An upload that nobody goes on with is forgotten after this. */
export const UPLOAD_DAYS = 7;
const MOST_UPLOADS = 2000;

/**
 * Begins an upload: its bytes are held free, its file is made, out of sight. Answers its id.
 *
 * @throws AppError `name_taken` when something is there and `ifTaken` is `refuse`, `upload_too_large`,
 *   `quota_reached`, `disk_full`, `bad_name`, `files_off` …
 */
export async function createUpload(
  open: OpenTree,
  { path, size, modifiedAt, ifTaken }: NewUpload,
): Promise<string> {
  const { tree, userId } = open;
  refuseOtherThanModels(path);
  await refuseTooLarge(size);
  return changeTree(open, async ({ client }) => {
    const names = path.split('/');
    refuseTop(tree, names.length > 1 ? 'below' : '', names[0] ?? '');
    const there = await whatIsThere(open, path);
    if (there !== null && ifTaken === 'refuse') throw nameTaken(nameOf(path), there);
    await requireUploads(client, userId);
    if (tree.kind === 'own') await requireRoom(client, userId, size);
    await requireSpace(treeRoot(tree), size);
    const id = newId();
    await client.query(
      `INSERT INTO upload (id, user_id, tree, path, size, modified_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))`,
      [id, userId, tree.kind, path, size, modifiedAt, UPLOAD_DAYS],
    );
    await writeFile(insideUploads(tree, id), '', { flag: 'wx' });
    return id;
  });
}

/** Where the file manager is switched off, people upload models and nothing else. */
function refuseOtherThanModels(path: string): void {
  if (config().filebrowser || placeOfPath(path)) return;
  throw new AppError({
    code: 'files_off',
    status: 404,
    message:
      'The file manager is switched off in this installation (--no-filebrowser). Only models can be uploaded.',
  });
}

async function refuseTooLarge(size: number): Promise<void> {
  const { uploadLimitBytes } = await readSettings();
  if (size <= uploadLimitBytes) return;
  throw new AppError({
    code: 'upload_too_large',
    status: 413,
    message: `A file may have ${formatBytes(uploadLimitBytes)} here, and this one has ${formatBytes(size)}. Upload a smaller one, or ask an admin to allow more.`,
  });
}

/** The name that stands where the upload is to go, or null. Checks every part of the path on the way. */
async function whatIsThere({ tree }: OpenTree, path: string): Promise<string | null> {
  insideTree(tree, path);
  let folder = '';
  let exists = true;
  for (const part of path.split('/')) {
    const clean = cleanName(part);
    const found: string | undefined = exists ? await takenIn(tree, folder, part) : undefined;
    exists = found !== undefined;
    folder = pathIn(folder, found ?? clean);
  }
  return exists ? nameOf(folder) : null;
}

async function takenIn(tree: OpenTree['tree'], folder: string, name: string): Promise<string | undefined> {
  const { absolute, stats } = await findEntry(tree, folder);
  if (stats.isDirectory()) return (await TakenNames.in(absolute)).find(name);
  throw new AppError({
    code: 'name_taken',
    status: 409,
    message: `“${nameOf(folder)}” is a file, so nothing can be put into it. Rename it or the folder you upload.`,
  });
}

async function requireUploads(client: Parameters<typeof requireRoom>[0], userId: string): Promise<void> {
  const { rows } = await client.query<{ count: string }>(
    'SELECT count(*) FROM upload WHERE user_id = $1 AND finished_at IS NULL AND expires_at > now()',
    [userId],
  );
  if (Number(rows[0]!.count) < MOST_UPLOADS) return;
  throw new AppError({
    code: 'too_many_uploads',
    status: 429,
    message: `${MOST_UPLOADS.toLocaleString('en')} of your uploads are not finished. Finish or cancel some first.`,
  });
}

async function requireSpace(folder: string, size: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (size <= bavail * bsize) return;
  throw new AppError({
    code: 'disk_full',
    status: 507,
    message: 'The disk has no room for this file. Ask your administrator for more, or free some space.',
  });
}
