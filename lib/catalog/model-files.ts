import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { diffusersFolder, MODEL_INDEX } from './diffusers-folder';
import type { ModelKind } from './model-view';
import { storable } from './storable';

/** A file of a model folder that may be a model, or a Diffusers folder, which is one; and what lies beside it. */
export interface ModelFile {
  /** Below the model folder, with `/`. */
  path: string;
  kind: ModelKind;
  /** Of all its files, where it is a folder. */
  size: number;
  modifiedAt: Date;
  /** The picture beside it, below the model folder. */
  previewPath: string | null;
  previewModifiedAt: Date | null;
  /** The known web UI's file of what people say of it. */
  sidecarModifiedAt: Date | null;
}

/** What people keep models in. Pickles are listed so that their owner reads why they can't be used. */
const EXTENSIONS: ReadonlySet<string> = new Set(['.safetensors', '.ckpt', '.pt', '.pth', '.gguf']);
/** Some people keep a VAE beside the checkpoint it belongs to: whoever sees the one sees the other. */
const VAE_BESIDE = /\.vae\.[^.]+$/i;
const PICTURES = ['.preview', ''].flatMap((infix) =>
  ['png', 'jpg', 'jpeg', 'webp'].map((extension) => `${infix}.${extension}`),
);
const DEEPEST_FOLDER = 8;
/** Files looked at together. */
const AT_ONCE = 64;

/** Of files only: a folder may be called `model-v1.5`. */
export const withoutExtension = (path: string) =>
  EXTENSIONS.has(posix.extname(path).toLowerCase()) ? path.slice(0, -posix.extname(path).length) : path;

/** The file of what people say of a model, beside it. */
export const sidecarOf = (path: string) => `${withoutExtension(path)}.json`;

interface Search {
  root: string;
  place: ModelKind;
  files: ModelFile[];
  /** Hears of each folder before it is read. */
  onFolder: (absolutePath: string) => Promise<void>;
}

/**
 * All model files of a folder, by path.
 *
 * @param root absolute
 * @param place what belongs in it
 * @param onFolder hears of each folder, absolute, before it is read
 * @throws when the folder itself can't be read: that says nothing about the files in it
 */
export async function listModelFiles(
  root: string,
  place: ModelKind,
  onFolder: (absolutePath: string) => Promise<void> = async () => {},
): Promise<ModelFile[]> {
  const search: Search = { root, place, files: [], onFolder };
  await collect(search, '', 0, null);
  return search.files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** @param beside names in the folder above, which may speak of a Diffusers folder */
async function collect(
  search: Search,
  folder: string,
  depth: number,
  beside: ReadonlySet<string> | null,
): Promise<void> {
  const { root, place, files, onFolder } = search;
  await onFolder(join(root, folder));
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  if (place === 'checkpoint' && beside && entries.some(({ name }) => name === MODEL_INDEX)) {
    const found = await diffusersFolder(root, folder);
    if (found) files.push({ ...found, kind: 'checkpoint', ...(await companions(root, folder, beside)) });
    return;
  }
  const names = new Set(entries.map(({ name }) => name));
  const shown = entries.filter(({ name }) => !name.startsWith('.') && storable(name) === name);
  const models = shown.filter((entry) => !entry.isDirectory() && isModel(entry.name));
  for (let at = 0; at < models.length; at += AT_ONCE) {
    const some = models.slice(at, at + AT_ONCE).map((entry) => lookAt(search, folder, entry, names));
    files.push(...(await Promise.all(some)).filter((file) => file !== null));
  }
  if (depth === DEEPEST_FOLDER) return;
  for (const entry of shown) {
    if (entry.isDirectory()) await collectBelow(search, posix.join(folder, entry.name), depth + 1, names);
  }
}

async function collectBelow(
  search: Search,
  folder: string,
  depth: number,
  beside: ReadonlySet<string>,
): Promise<void> {
  await collect(search, folder, depth, beside).catch((error) => {
    // Removed while we looked.
    if (error.code !== 'ENOENT') throw error;
  });
}

const isModel = (name: string) => EXTENSIONS.has(posix.extname(name).toLowerCase());

async function lookAt(
  { root, place }: Search,
  folder: string,
  entry: Dirent,
  names: ReadonlySet<string>,
): Promise<ModelFile | null> {
  const path = posix.join(folder, entry.name);
  const found = await statOf(join(root, path));
  if (!found?.isFile()) return null;
  const kind = place === 'checkpoint' && VAE_BESIDE.test(entry.name) ? 'vae' : place;
  const beside = await companions(root, path, names);
  return { path, kind, size: found.size, modifiedAt: found.mtime, ...beside };
}

/** Null for what was removed while we looked, and a link to nothing. */
async function statOf(absolutePath: string): Promise<Stats | null> {
  try {
    return await stat(absolutePath);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

type Companions = Pick<ModelFile, 'previewPath' | 'previewModifiedAt' | 'sidecarModifiedAt'>;

/** What lies beside a model. @param names in the folder it lies in */
async function companions(root: string, path: string, names: ReadonlySet<string>): Promise<Companions> {
  const stem = withoutExtension(path);
  const ending = PICTURES.find((end) => names.has(posix.basename(stem + end)));
  const lookFor = async (file: string | null) => {
    const found = file === null ? null : await statOf(join(root, file));
    // Opening a pipe of that name would wait for ever.
    return found?.isFile() ? found : null;
  };
  const [preview, sidecar] = await Promise.all([
    lookFor(ending === undefined ? null : stem + ending),
    lookFor(names.has(posix.basename(sidecarOf(path))) ? sidecarOf(path) : null),
  ]);
  return {
    previewPath: preview ? stem + ending : null,
    previewModifiedAt: preview?.mtime ?? null,
    sidecarModifiedAt: sidecar?.mtime ?? null,
  };
}
