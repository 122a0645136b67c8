import { type Tree, topFolders } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';

/** Nothing new stands beside the shared folders, and no name at the top is hidden. @throws AppError `bad_name` (400) */
export function refuseTop(tree: Tree, folder: string, name: string): void {
  if (folder !== '') return;
  const top = topFolders(tree);
  if (top ? top.includes(name) : !name.startsWith('.')) return;
  throw new AppError({
    code: 'bad_name',
    status: 400,
    message: top
      ? 'Nothing can be put here. Choose one of the shared folders.'
      : 'Names that start with a dot are Atelier’s own here. Choose another name, or a folder below.',
  });
}
