import { readdir, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** The file that makes a folder a checkpoint. */
export const MODEL_INDEX = 'model_index.json';
/** What a component consists of; other files of the folder (pictures, cards) are nobody's. */
const PART = /\.(?:safetensors|json)$/i;

interface Part {
  /** Below the checkpoint folder, with `/`. */
  path: string;
  size: number;
  modifiedAt: Date;
}

async function partsIn(root: string, folder: string): Promise<Part[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const names = entries
    .filter(({ name }) => PART.test(name) && !name.startsWith('.'))
    .map(({ name }) => name);
  const parts: Part[] = [];
  for (const name of names) {
    const path = posix.join(folder, name);
    const found = await stat(join(root, path));
    if (found.isFile()) parts.push({ path, size: found.size, modifiedAt: found.mtime });
  }
  return parts;
}

/** All files of a Diffusers folder and of its components, by path; null for anything else. */
export async function diffusersParts(root: string, folder: string): Promise<Part[] | null> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!entries?.some(({ name }) => name === MODEL_INDEX)) return null;
  const components = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  const folders = [folder, ...components.map(({ name }) => posix.join(folder, name))];
  const parts = await Promise.all(folders.map((name) => partsIn(root, name)));
  return parts.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A Diffusers folder as one checkpoint; null when it is removed while we look. */
export async function diffusersFolder(root: string, folder: string) {
  try {
    const parts = await diffusersParts(root, folder);
    if (!parts) return null;
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    const newest = Math.max(...parts.map(({ modifiedAt }) => modifiedAt.getTime()));
    return { path: folder, size, modifiedAt: new Date(newest) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
