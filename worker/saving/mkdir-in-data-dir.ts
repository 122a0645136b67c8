import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkpointDir } from '@/lib/data-dir';
import { dataDirMissing } from './saving-error';

/** Makes a folder in a data directory that is there. A disk that is unmounted must not get a second tree in its place. */
export async function mkdirInDataDir(directory: string): Promise<void> {
  await stat(checkpointDir()).catch((cause) => {
    throw cause.code === 'ENOENT' ? dataDirMissing(cause) : cause;
  });
  await mkdirWithParents(directory);
}

/** Node's own `recursive` says ENOENT where the truth is that the disk can't be written. */
async function mkdirWithParents(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await mkdirWithParents(dirname(directory));
    await mkdir(directory).catch((again) => {
      // Another worker made it meanwhile.
      if (again.code !== 'EEXIST') throw again;
    });
  }
}
