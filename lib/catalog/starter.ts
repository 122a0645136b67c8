import { constants } from 'node:fs';
import { copyFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkpointDir } from '@/lib/data-dir';

export const STARTER_FILE = 'starter-v0.safetensors';

/**
 * Puts the checkpoint that comes with Atelier into a checkpoint folder that holds none, so that a fresh installation can
 * draw. It is part of the program, so this is no download and `--no-download-sd-model` does not forbid it. Somebody who
 * removes it while other checkpoints are there keeps it removed.
 *
 * @param source absolute path of the bundled file
 * @returns whether it was installed
 */
export async function installStarter(source: string): Promise<boolean> {
  const folder = checkpointDir();
  const entries = await readdir(folder, { recursive: true });
  if (entries.some((name) => name.endsWith('.safetensors'))) return false;
  // Under another name first, so that a scan never sees half of it. A clone costs no space where the disk can.
  const half = join(folder, `.${STARTER_FILE}.${process.pid}.part`);
  try {
    await copyFile(source, half, constants.COPYFILE_FICLONE);
    await rename(half, join(folder, STARTER_FILE));
  } finally {
    await rm(half, { force: true });
  }
  return true;
}
