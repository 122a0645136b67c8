import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { folderOf, nameOf, pathIn } from '@/lib/files/file-entry';
import type { Found } from '@/lib/files/find-entry';
import { withoutExtension } from './model-files';

const PICTURES = ['png', 'jpg', 'jpeg', 'webp'];
/** Endings of the pictures that tools keep beside a model, the one that is shown first. */
export const PREVIEW_ENDINGS: readonly string[] = [
  ...PICTURES.map((extension) => `.preview.${extension}`),
  ...PICTURES.map((extension) => `.${extension}`),
];
/** What else tools keep beside it under its name. */
const NOTES = ['.json', '.yaml', '.civitai.info', '.txt'];

/** The name of a model’s file without its extension; a folder’s whole name. */
export const stemOf = (name: string, isFolder: boolean) => (isFolder ? name : withoutExtension(name));

/**
 * The files of a model: its own first, then the pictures and notes that lie beside it under its name, unless another model
 * of the folder has that name too.
 *
 * @param model found below any root; what is answered lies below the same
 */
export async function filesOfModel({ path, absolute, stats }: Found): Promise<string[]> {
  const folder = folderOf(path);
  const own = nameOf(path);
  const stem = stemOf(own, stats.isDirectory());
  const entries = await readdir(dirname(absolute), { withFileTypes: true });
  const names = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  const isShared = entries.some(
    ({ name }) => name !== own && isModelName(name) && stemOf(name, false) === stem,
  );
  const beside = [...PREVIEW_ENDINGS, ...NOTES].map((ending) => `${stem}${ending}`);
  return [
    path,
    ...(isShared ? [] : beside.filter((name) => names.has(name)).map((name) => pathIn(folder, name))),
  ];
}

/** Whether a file of this name is taken for a model, pickles included. */
export const isModelName = (name: string) => withoutExtension(name) !== name;
