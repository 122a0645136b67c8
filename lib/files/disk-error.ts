import { stat } from 'node:fs/promises';
import { usersDir } from '@/lib/data-dir';
import { AppError, type AppErrorOptions } from '@/lib/errors';

type Explanation = Omit<AppErrorOptions, 'cause'>;

const DISK_FULL: Explanation = {
  code: 'disk_full',
  status: 507,
  message:
    'The disk is full, so nothing was written. Free some space or ask your administrator, then try again.',
};
const READ_ONLY: Explanation = {
  code: 'data_dir_read_only',
  status: 507,
  message:
    'The data directory can’t be written right now, so nothing was changed. Ask your administrator to make it writable.',
};
const BROKEN: Explanation = {
  code: 'disk_error',
  status: 507,
  message:
    'The disk with the data directory reports errors. Ask your administrator to check it, then try again.',
};
const NOT_FOUND: Explanation = {
  code: 'file_not_found',
  status: 404,
  message: 'There is no such file or folder (any more). Reload to see what is there.',
};
const TAKEN: Explanation = {
  code: 'name_taken',
  status: 409,
  message: 'Something of that name is already there. Choose another name.',
};
const MISSING: Explanation = {
  code: 'data_dir_missing',
  status: 507,
  message:
    'The data directory has vanished, so nothing was changed. Ask your administrator to bring the disk back.',
};

const EXPLANATIONS: Record<string, Explanation> = {
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  EFBIG: DISK_FULL,
  EROFS: READ_ONLY,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  EIO: BROKEN,
  ESTALE: BROKEN,
  ENXIO: BROKEN,
  ENODEV: BROKEN,
  ENOENT: NOT_FOUND,
  ENOTDIR: NOT_FOUND,
  EEXIST: TAKEN,
  ENOTEMPTY: TAKEN,
  ENAMETOOLONG: {
    code: 'bad_name',
    status: 400,
    message: 'This name or path is too long for the disk. Choose a shorter one.',
  },
};

/**
 * Runs `work`; what the disk refused becomes a sentence.
 *
 * @throws AppError
 */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw await diskError(error);
  }
}

/** The error as a sentence for the person, if the disk is at fault; otherwise as it is. */
export async function diskError(error: unknown): Promise<unknown> {
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  const explanation = error instanceof AppError ? undefined : EXPLANATIONS[code];
  if (!explanation) return error;
  const missing = explanation === NOT_FOUND && !(await isDataDirThere());
  return new AppError({ ...(missing ? MISSING : explanation), cause: error });
}

/** The folder of people is in every data directory, and not in the empty folder an unmounted disk leaves behind. */
async function isDataDirThere(): Promise<boolean> {
  return stat(usersDir()).then(
    () => true,
    () => false,
  );
}

export const notFound = (cause?: unknown) => new AppError({ ...NOT_FOUND, cause });
