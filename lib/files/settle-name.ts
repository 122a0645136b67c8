import type { Change } from './change-tree';
import { type IfTaken, pathIn } from './file-entry';
import { type Found, findMovable } from './find-entry';
import { nameTaken, type TakenNames } from './names';
import type { OpenTree } from './open-tree';
import { trashFound } from './trash-found';

/** The name under which something new may stand in a folder; null: it is to be skipped. @throws AppError `name_taken` */
export async function settleName(
  open: OpenTree,
  change: Change,
  target: Found,
  taken: TakenNames,
  name: string,
  ifTaken: IfTaken,
): Promise<string | null> {
  const there = taken.find(name);
  if (there === undefined) return name;
  if (ifTaken === 'skip') return null;
  if (ifTaken === 'keep-both') return taken.free(name);
  if (ifTaken === 'refuse') throw nameTaken(name, there);
  await trashFound(open, change, await findMovable(open.tree, pathIn(target.path, there)));
  return name;
}
