import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { insideUploads } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { addStorage } from '../add-storage';
import { type Change, changeTree } from '../change-tree';
import { onDisk } from '../disk-error';
import { folderOf, type IfTaken, nameOf, pathIn } from '../file-entry';
import { findFolder } from '../find-entry';
import { makeFolders } from '../make-folder';
import { cleanName, TakenNames } from '../names';
import type { OpenTree } from '../open-tree';
import { settleName } from '../settle-name';
import { requireRoom } from '../storage';
import { removeUpload } from './remove-upload';
import { findUpload, receivedOf, type UploadRow } from './upload-row';

export interface FinishedUpload {
  /** Where the file is now; null: something of its name was there and it was to be skipped. */
  path: string | null;
  bytes: number;
  /** Of the file as it lies on the disk, hexadecimal. */
  sha256: string;
}

/**
 * Puts a file that has arrived to its place, in one step: nobody ever sees half of it. Asking again answers the same.
 *
 * @param sha256 what the sender says the file hashes to, if they know
 * @throws AppError `upload_unfinished`, `checksum_differs` (the upload is gone then), `name_taken` (it stays), `quota_reached`
 */
export async function finishUpload(
  open: OpenTree,
  id: string,
  { sha256, ifTaken = 'refuse' }: { sha256?: string; ifTaken?: IfTaken },
): Promise<FinishedUpload> {
  const upload = await findUpload(open, id);
  if (upload.finishedAt) return { path: upload.placedPath, bytes: upload.size, sha256: upload.sha256 ?? '' };
  const received = await receivedOf(open.tree, id);
  if (received < upload.size) throw unfinished();
  const digest = upload.sha256 ?? (await digestOnDisk(open, upload));
  if (sha256 && sha256.toLowerCase() !== digest) {
    await removeUpload(open, id);
    throw checksumDiffers();
  }
  try {
    const path = await changeTree(open, (change) => place(open, change, id, digest, ifTaken));
    return { path, bytes: upload.size, sha256: digest };
  } catch (error) {
    if (error instanceof AppError && error.code === 'quota_reached') await removeUpload(open, id);
    throw error;
  }
}

async function place(
  open: OpenTree,
  change: Change,
  id: string,
  sha256: string,
  ifTaken: IfTaken,
): Promise<string | null> {
  const { tree, userId } = open;
  const { client, rename, note } = change;
  // Whoever finished it meanwhile has said where it is.
  const upload = await findUpload(open, id, client);
  if (upload.finishedAt) return upload.placedPath;
  if (tree.kind === 'own') await requireRoom(client, userId, 0);
  const folder = await makeFolders(open, folderOf(upload.path));
  const target = await findFolder(tree, folder);
  const taken = await TakenNames.in(target.absolute);
  const name = await settleName(open, change, target, taken, cleanName(nameOf(upload.path)), ifTaken);
  const path = name === null ? null : pathIn(folder, name);
  await client.query('UPDATE upload SET finished_at = now(), placed_path = $2, sha256 = $3 WHERE id = $1', [
    id,
    path,
    sha256,
  ]);
  if (name === null) return null;
  if (tree.kind === 'own') await addStorage(client, userId, upload.size);
  await rename(insideUploads(tree, id), join(target.absolute, name));
  note({ action: 'file.uploaded', to: path!, bytes: upload.size, sha256 });
  return path;
}

/** Reads the file once, has the disk keep it, and notes what it hashes to: a second try need not read it again. */
async function digestOnDisk({ tree }: OpenTree, { id, modifiedAt }: UploadRow): Promise<string> {
  const path = insideUploads(tree, id);
  const hash = createHash('sha256');
  await onDisk(async () => {
    const file = await openFile(path, 'r+');
    try {
      await file.sync();
      if (modifiedAt) await file.utimes(new Date(), modifiedAt);
    } finally {
      await file.close();
    }
    await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  });
  const digest = hash.digest('hex');
  await databasePool().query('UPDATE upload SET sha256 = $2 WHERE id = $1 AND finished_at IS NULL', [
    id,
    digest,
  ]);
  return digest;
}

const unfinished = () =>
  new AppError({
    code: 'upload_unfinished',
    status: 409,
    message: 'Not all of this file has arrived yet. Go on with the upload first.',
  });

const checksumDiffers = () =>
  new AppError({
    code: 'checksum_differs',
    status: 422,
    message: 'The file arrived damaged (its SHA-256 differs), so it was not kept. Upload it again.',
  });
