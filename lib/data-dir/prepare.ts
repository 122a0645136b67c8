import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/errors';
import { dataDir, FOLDERS } from './layout';

/**
 * Makes the folders of the data directory that are missing.
 *
 * @throws AppError `data_dir_unusable` when it can't be made or written.
 */
export async function prepareDataDir(): Promise<void> {
  const root = dataDir();
  try {
    await mkdir(root, { recursive: true });
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const folder of FOLDERS) await mkdir(join(root, folder), { recursive: true });
  } catch (cause) {
    throw new AppError({
      code: 'data_dir_unusable',
      status: 500,
      message: `The data directory ${root} can’t be written (${(cause as NodeJS.ErrnoException).code}). Give this account write access to it, or choose another one with --data-dir.`,
      cause,
    });
  }
}
