import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AppError } from '@/lib/errors';
import { confine } from './confine';
import { type FileKind, rootsFor } from './roots';

const EXTENSION = '.safetensors';

/** In whose folders models of each kind lie, and how their files end. */
const PLACES = {
  lora: [['lora', EXTENSION]],
  hypernetwork: [['hypernetwork', EXTENSION]],
  embedding: [['embedding', EXTENSION]],
  // Some people keep a VAE beside the checkpoint it belongs to: whoever sees the one sees the other.
  vae: [
    ['vae', EXTENSION],
    ['checkpoint', `.vae${EXTENSION}`],
  ],
} as const satisfies Record<string, readonly (readonly [FileKind, string])[]>;

/** Models that are known by the names of their files. */
export type ModelKind = keyof typeof PLACES;

/** A model's file. */
export interface ModelFile {
  /** Without folder and extension. */
  name: string;
  /** Absolute. */
  path: string;
}

/** A link that leads out of the folder is nobody's file. */
function leadsOut(root: string, path: string): boolean {
  try {
    confine(root, relative(root, path).split(sep).join('/'));
    return false;
  } catch (error) {
    if (error instanceof AppError) return true;
    throw error;
  }
}

/** The models in a folder and in its folders, by path; a folder that is not there holds none. */
export async function listModelFilesIn(root: string, ending: string = EXTENSION): Promise<ModelFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [] as Dirent[];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && entry.name.endsWith(ending))
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ entry, path }) => !entry.isSymbolicLink() || !leadsOut(root, path))
    .map(({ entry, path }) => ({ name: entry.name.slice(0, -EXTENSION.length), path }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * All models of a kind that `userName` sees (`rootsFor` says whose), folder by folder in the order of looking. What lies
 * in an earlier folder hides files of its name in later ones.
 *
 * @throws AppError `bad_user_name`
 */
export async function listModelFiles(kind: ModelKind, userName: string): Promise<ModelFile[]> {
  const folders = PLACES[kind].flatMap(([place, ending]) =>
    rootsFor(place, userName).map(({ root }) => listModelFilesIn(root, ending)),
  );
  const hidden = new Set<string>();
  return (await Promise.all(folders)).flatMap((files) => {
    const seen = files.filter(({ name }) => !hidden.has(name));
    for (const { name } of seen) hidden.add(name);
    return seen;
  });
}
