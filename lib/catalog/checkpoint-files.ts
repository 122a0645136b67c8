import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { diffusersFolder, MODEL_INDEX } from './diffusers-folder';

/** A file of the checkpoint folder that may be a checkpoint, or a Diffusers folder, which is one. */
export interface CheckpointFile {
  /** Below the checkpoint folder, with `/`. */
  path: string;
  /** Of all its files, where it is a folder. */
  size: number;
  modifiedAt: Date;
}

/** What people keep checkpoints in. Pickles are listed so that their owner reads why they can't be used. */
export const EXTENSIONS: ReadonlySet<string> = new Set(['.safetensors', '.ckpt', '.pt', '.pth', '.gguf']);
/** Other networks that are kept beside checkpoints by custom. */
const NOT_A_CHECKPOINT = /\.vae\.[^.]+$/i;
const DEEPEST_FOLDER = 8;

/**
 * All checkpoint files of a folder, by path.
 *
 * @param root absolute
 * @throws when the folder itself can't be read: that says nothing about the files in it
 */
export async function listCheckpointFiles(root: string): Promise<CheckpointFile[]> {
  const files: CheckpointFile[] = [];
  await collect(root, '', 0, files);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function collect(root: string, folder: string, depth: number, files: CheckpointFile[]): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  if (folder !== '' && entries.some(({ name }) => name === MODEL_INDEX)) {
    const found = await diffusersFolder(root, folder);
    if (found) files.push(found);
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = posix.join(folder, entry.name);
    const found = await lookAt(root, path, entry);
    if (found === 'folder' && depth < DEEPEST_FOLDER) await collect(root, path, depth + 1, files);
    else if (found !== null && found !== 'folder') files.push(found);
  }
}

async function lookAt(root: string, path: string, entry: Dirent): Promise<CheckpointFile | 'folder' | null> {
  if (entry.isDirectory()) return 'folder';
  if (!EXTENSIONS.has(posix.extname(path).toLowerCase()) || NOT_A_CHECKPOINT.test(path)) return null;
  try {
    const found = await stat(join(root, path));
    return found.isFile() ? { path, size: found.size, modifiedAt: found.mtime } : null;
  } catch (error) {
    // Removed while we looked, or a link to nothing.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
