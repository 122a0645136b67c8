import { mkdir, stat } from 'node:fs/promises';
import { checkpointDir } from '@/lib/data-dir';
import { dataDirMissing } from './saving-error';

/** Makes a folder in a data directory that is there. A disk that is unmounted must not get a second tree in its place. */
export async function mkdirInDataDir(directory: string): Promise<void> {
  await stat(checkpointDir()).catch((cause) => {
    throw cause.code === 'ENOENT' ? dataDirMissing(cause) : cause;
  });
  await mkdir(directory, { recursive: true });
}
