/** One line of a folder’s list, as pages show it. */
export interface FileEntry {
  name: string;
  /** Below the root of the tree, with `/`. */
  path: string;
  kind: 'folder' | 'file';
  /** Null for folders: their size is not known without counting. */
  bytes: number | null;
  /** ISO 8601. */
  modifiedAt: string;
  /** A picture that can be previewed. */
  picture: boolean;
  /** Atelier’s own folder: stays where it is. */
  fixed: boolean;
}

export const SORTS = ['name', 'bytes', 'modifiedAt'] as const;
export type Sort = (typeof SORTS)[number];

export interface FilePage {
  path: string;
  entries: FileEntry[];
  /** How many there are in the folder. */
  total: number;
}

export interface TrashEntry {
  id: string;
  name: string;
  originalPath: string;
  kind: 'folder' | 'file';
  bytes: number;
  deletedAt: string;
}

/** What a person stores, in bytes. */
export interface Storage {
  used: number;
  /** Held free for uploads that are under way. */
  reserved: number;
  /** Null: no limit. */
  quota: number | null;
  /** Of `used`, what lies in the trash. */
  trashed: number;
}

/** What to do when a name is taken. `replace` moves what was there to the trash. */
export const IF_TAKEN = ['refuse', 'keep-both', 'replace', 'skip'] as const;
export type IfTaken = (typeof IF_TAKEN)[number];

const PICTURE = /\.(png|jpe?g|webp|gif|avif)$/i;
export const isPictureName = (name: string) => PICTURE.test(name);

/** The folder something lies in; the root’s path is empty. */
export const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
export const pathIn = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

/** What lies in a folder that moves as well moves with it. */
export const outermost = (paths: readonly string[]) =>
  [...new Set(paths)].filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
