import { AppError } from '@/lib/errors';

interface Explanation {
  code: string;
  status: number;
  message: string;
}

const KEPT = 'Nothing was half-written and your request is kept';

const DISK_FULL: Explanation = {
  code: 'disk_full',
  status: 507,
  message: `The disk with the data directory is full, so the pictures could not be saved. ${KEPT}: free some space, then generate it again.`,
};
const READ_ONLY: Explanation = {
  code: 'data_dir_read_only',
  status: 507,
  message: `The data directory can’t be written, so the pictures could not be saved. ${KEPT}: ask your administrator to make it writable, then generate it again.`,
};
const BROKEN: Explanation = {
  code: 'disk_error',
  status: 507,
  message: `The disk with the data directory reports errors, so the pictures could not be saved. ${KEPT}: ask your administrator to check the disk.`,
};

const STAGED_GONE: Explanation = {
  code: 'staged_pictures_gone',
  status: 507,
  message:
    'Files of this job were removed from the cache folder while it ran, so the pictures could not be saved. Your request is kept: generate it again.',
};

const IN_THE_WAY: Explanation = {
  code: 'folder_in_the_way',
  status: 409,
  message: `A file stands where a folder for the pictures belongs, so they could not be saved. ${KEPT}: move that file or change the patterns in Settings, then generate it again.`,
};
const TOO_LONG: Explanation = {
  code: 'name_too_long',
  status: 409,
  message: `The disk takes no names as long as those of the pictures, so they could not be saved. ${KEPT}: shorten the patterns in Settings, then generate it again.`,
};

const EXPLANATIONS: Record<string, Explanation> = {
  ENOSPC: DISK_FULL,
  EDQUOT: {
    ...DISK_FULL,
    message: DISK_FULL.message.replace('is full', 'has no room left for this account'),
  },
  EFBIG: DISK_FULL,
  EROFS: READ_ONLY,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  ENOENT: STAGED_GONE,
  ENOTDIR: IN_THE_WAY,
  ENAMETOOLONG: TOO_LONG,
  EIO: BROKEN,
  ESTALE: BROKEN,
  ENXIO: BROKEN,
};

/** The data directory is not where it was, such as a disk that was unmounted. */
export function dataDirMissing(cause: unknown): AppError {
  return new AppError({
    code: 'data_dir_missing',
    status: 507,
    message: `The data directory has vanished, so the pictures could not be saved. ${KEPT}: ask your administrator to bring the disk back, then generate it again.`,
    cause,
  });
}

/** What went wrong with the disk while saving, as a sentence for the owner; other errors come back as they are. */
export function savingError(error: unknown): unknown {
  // A path that can't be looked at says what the disk said of it.
  const { code, cause } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException };
  const explanation = EXPLANATIONS[(code === 'bad_path' ? cause?.code : code) ?? ''];
  return explanation ? new AppError({ ...explanation, cause: error }) : error;
}
