import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { insideDataDir, relativeToDataDir } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';

/** Where files of each kind lie, below the data directory; everyone uses the same. */
const FOLDERS = {
  lora: 'models/Lora',
  hypernetwork: 'models/hypernetworks',
  embedding: 'embeddings',
} as const;

export type AdapterKind = keyof typeof FOLDERS;

/** A file that prompts name without its folder and its extension. */
export interface AdapterFile {
  name: string;
  /** Absolute. */
  path: string;
}

const EXTENSION = '.safetensors';

/** What lies in the data directory itself; a link that leads out of it is nobody's file. */
function withinDataDir(path: string): string | null {
  try {
    return insideDataDir(relativeToDataDir(path));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** All files of a kind, also in folders of the folder, by path. */
export async function listAdapterFiles(kind: AdapterKind): Promise<AdapterFile[]> {
  const folder = insideDataDir(FOLDERS[kind]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && entry.name.endsWith(EXTENSION))
    .flatMap((entry) => {
      const path = withinDataDir(join(entry.parentPath, entry.name));
      return path === null ? [] : [{ name: entry.name.slice(0, -EXTENSION.length), path }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The file of that name; where the case is another, the first that differs in nothing else. */
export function adapterNamed(files: readonly AdapterFile[], name: string): AdapterFile | undefined {
  const wanted = name.toLowerCase();
  return files.find((file) => file.name === name) ?? files.find((file) => file.name.toLowerCase() === wanted);
}
