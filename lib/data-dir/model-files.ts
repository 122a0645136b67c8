import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AppError } from '@/lib/errors';
import { confine } from './confine';
import { dataDir } from './layout';

const EXTENSION = '.safetensors';

/** Where models of each kind lie, below the data directory, and how their files end; everyone uses the same. */
const PLACES = {
  lora: [['models/Lora', EXTENSION]],
  hypernetwork: [['models/hypernetworks', EXTENSION]],
  embedding: [['embeddings', EXTENSION]],
  // Some people keep a VAE beside the checkpoint it belongs to.
  vae: [
    ['models/VAE', EXTENSION],
    ['models/Stable-diffusion', `.vae${EXTENSION}`],
  ],
} as const;

/** Models that are known by the names of their files. */
export type ModelKind = keyof typeof PLACES;

/** A model's file. */
export interface ModelFile {
  /** Without folder and extension. */
  name: string;
  /** Absolute. */
  path: string;
}

/** What lies in the data directory itself; a link that leads out of it is nobody's file. */
function withinDataDir(path: string): string | null {
  try {
    return confine(dataDir(), path);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function filesIn(folder: string, ending: string): Promise<ModelFile[]> {
  const root = withinDataDir(folder);
  if (root === null) return [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [] as Dirent[];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && entry.name.endsWith(ending))
    .flatMap((entry) => {
      const below = relative(root, join(entry.parentPath, entry.name));
      const path = withinDataDir(`${folder}/${below.split(sep).join('/')}`);
      return path === null ? [] : [{ name: entry.name.slice(0, -EXTENSION.length), path }];
    });
}

/** All models of a kind, also in folders of their folder, by path. */
export async function listModelFiles(kind: ModelKind): Promise<ModelFile[]> {
  const found = await Promise.all(PLACES[kind].map(([folder, ending]) => filesIn(folder, ending)));
  return found.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}
