import { insideDataDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { AppError } from '@/lib/errors';
import { isId } from './job-id';
import type { JobPicture } from './types';

/** What made a picture. */
export type PictureKind = 'txt2img' | 'img2img' | 'extras';

/** A picture in its owner's list. */
export interface PictureView extends JobPicture {
  /** Null: Extras made it of another picture. */
  jobId: string | null;
  kind: PictureKind;
  createdAt: string;
}

export interface PictureFile extends PictureView {
  /** Relative to the data directory, with `/`. */
  path: string;
}

interface PictureRow extends Omit<PictureFile, 'createdAt' | 'seed'> {
  createdAt: Date;
  seed: string;
}

const COLUMNS = `id, job_id AS "jobId", kind, index, path, saved, complete, width, height, seed, infotext, created_at AS "createdAt"`;

/** The user's own picture, or null when there is none (any more). */
export async function findPicture(userId: string, id: string): Promise<PictureFile | null> {
  if (!isId(id)) return null;
  const { rows } = await databasePool().query<PictureRow>(
    `SELECT ${COLUMNS} FROM picture WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL`,
    [id, userId],
  );
  return rows[0] ? toFile(rows[0]) : null;
}

/** All pictures of the user's job, in order, with their files. */
export async function findPictures(userId: string, jobId: string): Promise<PictureFile[]> {
  const { rows } = await databasePool().query<PictureRow>(
    prepared(
      `SELECT ${COLUMNS} FROM picture WHERE job_id = $1 AND user_id = $2 AND deleted_at IS NULL ORDER BY index`,
      [jobId, userId],
    ),
  );
  return rows.map(toFile);
}

/** The user's kept pictures, newest first; `before` is the id of the last one already seen. */
export async function listPictures(
  userId: string,
  { before, limit }: { before?: string; limit: number },
): Promise<PictureView[]> {
  if (before !== undefined && !isId(before)) return [];
  const { rows } = await databasePool().query<PictureRow>(
    `SELECT ${COLUMNS} FROM picture
     WHERE user_id = $1 AND saved AND deleted_at IS NULL
       AND ($2::uuid IS NULL OR (created_at, id) < (
         SELECT created_at, id FROM picture WHERE id = $2 AND user_id = $1))
     ORDER BY created_at DESC, id DESC LIMIT $3`,
    [userId, before ?? null, limit],
  );
  return rows.map((row) => {
    const { path: _, ...view } = toFile(row);
    return view;
  });
}

/** Absolute path of a picture's file. @throws AppError `bad_path` when it leads out of the data directory */
export function openPicture({ path }: Pick<PictureFile, 'path'>): string {
  return insideDataDir(path);
}

/** What to answer when a picture's row is there but its file is not. */
export function pictureGone(cause: unknown): AppError {
  return new AppError({
    code: 'picture_gone',
    status: 410,
    message: 'The file of this picture is no longer there. Generate it again with “Reuse parameters”.',
    cause,
  });
}

function toFile(row: PictureRow): PictureFile {
  return { ...row, seed: Number(row.seed), createdAt: row.createdAt.toISOString() };
}
