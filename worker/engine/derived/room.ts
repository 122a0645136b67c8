import { lstat, readdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';

/** How much of a disk derived files may take. */
export interface Bounds {
  /** Bytes of all of them together. */
  bytes: number;
  /** Of what would be free without them. */
  share: number;
}

export const BOUNDS: Bounds = { bytes: 20e9, share: 0.1 };

/** Bytes that the account may still write below a folder. */
export type FreeSpace = (folder: string) => Promise<number>;

export const freeSpace: FreeSpace = async (folder) => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

export const EXTENSION = '.safetensors';
/** A file that is being written; its name is that of its writer alone. */
export const UNFINISHED = '.unfinished';
/** A writer that was killed leaves its file behind; one that only waits for a long job is not older than this. */
const UNFINISHED_MS = 24 * 3600 * 1000;

interface Kept {
  file: string;
  size: number;
  used: number;
}

/** All finished files of the folder; what killed writers have left behind is removed on the way. */
async function keptIn(folder: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    // Others make and delete files here at the same time.
    const found = await lstat(file).catch(() => undefined);
    if (!found?.isFile()) continue;
    const { size, atimeMs, mtimeMs } = found;
    if (name.endsWith(EXTENSION)) kept.push({ file, size, used: atimeMs });
    if (name.endsWith(UNFINISHED) && Date.now() - mtimeMs > UNFINISHED_MS) await rm(file, { force: true });
  }
  return kept;
}

/**
 * Deletes the files unused for longest until one of `size` bytes fits in beside the others.
 * @returns false when it may not be written at all
 */
export async function makeRoom(
  folder: string,
  size: number,
  { bytes, share }: Bounds,
  free: FreeSpace,
): Promise<boolean> {
  const kept = (await keptIn(folder)).sort((a, b) => a.used - b.used);
  let total = kept.reduce((sum, file) => sum + file.size, 0);
  const bound = Math.min(bytes, share * ((await free(folder)) + total));
  if (size > bound) return false;
  for (const { file, size: freed } of kept) {
    if (total + size <= bound) break;
    await rm(file, { force: true });
    total -= freed;
  }
  return true;
}
