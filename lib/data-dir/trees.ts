import { join } from 'node:path';
import { badPath, confine } from './confine';
import { dataDir, MODEL_FOLDERS, userDir } from './layout';

/** A part of the data directory that people look into: one person’s folder, or what all share. */
export type Tree = { kind: 'own'; userName: string } | { kind: 'shared' };

const SHARED_FOLDERS: readonly string[] = ['models', 'embeddings', 'extensions'];
const MODELS = MODEL_FOLDERS.map((name) => `models/${name}`);
const FIXED = {
  own: ['models', ...MODELS, 'embeddings', 'extensions', 'inputs', 'outputs'],
  shared: ['models', ...MODELS, 'embeddings', 'extensions'],
} as const satisfies Record<Tree['kind'], readonly string[]>;

/** Absolute. @throws AppError `bad_user_name` */
export const treeRoot = (tree: Tree) => (tree.kind === 'own' ? userDir(tree.userName) : dataDir());

/** What a tree always has, below its root, parents first. It stays where it is; what lies in it may move. */
export const fixedFolders = (tree: Tree): readonly string[] => FIXED[tree.kind];

/** The names at the top of a tree; null: all that lie there. */
export const topFolders = (tree: Tree) => (tree.kind === 'shared' ? SHARED_FOLDERS : null);

/**
 * Absolute path of something in the tree; the empty path is its root. What starts with a dot at the top is Atelier’s own
 * (trash, files on their way), and of the data directory only the shared folders are part of the shared tree.
 *
 * @throws AppError `bad_path` when the path is not plain or leads elsewhere, also through links
 */
export function insideTree(tree: Tree, path: string): string {
  const root = treeRoot(tree);
  if (path === '') return root;
  const [top = '', ...rest] = path.split('/');
  if (top.startsWith('.') || (tree.kind === 'shared' && !SHARED_FOLDERS.includes(top))) throw badPath();
  // The shared folders may be links to other disks; each is a root of its own.
  if (tree.kind === 'own') return confine(root, path);
  return rest.length === 0 ? join(root, top) : confine(join(root, top), rest.join('/'));
}

/** A person’s own prompt styles. @throws AppError `bad_path` when it leads elsewhere */
export const ownStylesFile = (userName: string) => insideTree({ kind: 'own', userName }, 'styles.csv');

/** Where what was thrown away lies, and what is still on its way. On the disk of the tree, so that moving is renaming. */
export const trashDir = (tree: Tree) => join(treeRoot(tree), '.trash');
export const uploadsDir = (tree: Tree) => join(treeRoot(tree), '.uploads');

/** A file in one of them. @throws AppError `bad_path` */
export const insideTrash = (tree: Tree, id: string) => confine(trashDir(tree), id);
export const insideUploads = (tree: Tree, id: string) => confine(uploadsDir(tree), id);
