import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { filesOfModel, stemOf } from '@/lib/catalog/files-of-model';
import { findBeside, type ModelFile } from '@/lib/catalog/model-file';
import { insideRoot, ownRoot, sharedRoot } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';
import { bytesIn } from '@/lib/files/count-bytes';
import { nameOf } from '@/lib/files/file-entry';
import { cleanName, TakenNames } from '@/lib/files/names';
import type { OpenTree } from '@/lib/files/open-tree';

/** A file of a model, and where it is to be. Absolute. */
export interface FileRoute {
  from: string;
  to: string;
  bytes: number;
}

export interface ModelRoute {
  /** The model's own file or folder, then what lies beside it under its name. */
  files: [FileRoute, ...FileRoute[]];
  /** The folders of its place, before and after. Absolute. */
  sourceRoot: string;
  targetRoot: string;
  /** Below the target folder; null: it has no picture. */
  preview: string | null;
  /** Of the model's own file: whether it is still the one that was copied. */
  modifiedAt: Date;
}

export const rootIn = ({ tree }: OpenTree, place: ModelFile['place']) =>
  tree.kind === 'own' ? ownRoot(place, tree.userName) : sharedRoot(place);

/**
 * Where the files of a model come to lie in the folder of its place in another tree.
 *
 * @param name without extension; left out: the one it has
 * @throws AppError `bad_name`, `is_link`, `file_not_found` …
 */
export async function routeOfFiles(model: ModelFile, target: OpenTree, name?: string): Promise<ModelRoute> {
  const found = await findBeside(model, model.path);
  if ((await lstat(found.absolute)).isSymbolicLink()) throw isLink(model.name);
  const own = nameOf(model.path);
  const stem = stemOf(own, found.stats.isDirectory());
  const wanted = newStem(model, stem, own.slice(stem.length), name);
  const targetRoot = rootIn(target, model.place);
  const files: FileRoute[] = [];
  for (const path of await filesOfModel(found)) {
    const each = path === found.path ? found : await findBeside(model, path);
    if ((await lstat(each.absolute)).isSymbolicLink()) continue;
    files.push({
      from: each.absolute,
      to: insideRoot(targetRoot, cleanName(`${wanted}${nameOf(path).slice(stem.length)}`)),
      bytes: each.stats.isDirectory() ? await bytesIn(each.absolute) : each.stats.size,
    });
  }
  const picture = model.previewPath === null ? null : insideRoot(sourceOf(model), model.previewPath);
  const preview = files.find(({ from }) => from === picture)?.to ?? null;
  return {
    files: files as ModelRoute['files'],
    sourceRoot: sourceOf(model),
    targetRoot,
    preview: preview && basename(preview),
    modifiedAt: found.stats.mtime,
  };
}

const sourceOf = ({ place, ownerName }: ModelFile) =>
  ownerName === null ? sharedRoot(place) : ownRoot(place, ownerName);

/** A VAE beside the checkpoints is known by its ending, and keeps it. @throws AppError `bad_name` */
function newStem(
  { kind, place }: ModelFile,
  stem: string,
  extension: string,
  name: string | undefined,
): string {
  const given = name?.trim().normalize('NFC') ?? stem;
  const isWhole = extension !== '' && given.toLowerCase().endsWith(extension.toLowerCase());
  const typed = isWhole ? given.slice(0, -extension.length) : given;
  if (typed === '' || typed.startsWith('.')) {
    throw new AppError({
      code: 'bad_name',
      status: 400,
      message:
        'A model’s name has at least one character and does not start with a dot. Choose another name.',
    });
  }
  const isVaeBeside = kind === 'vae' && place === 'checkpoint';
  return isVaeBeside && !/\.vae$/i.test(typed) ? `${typed}.vae` : typed;
}

/** @throws AppError `name_taken` (409) when something of such a name lies there, in whatever case or Unicode form */
export async function refuseTaken(route: ModelRoute): Promise<void> {
  const taken = await TakenNames.in(dirname(route.files[0].to));
  for (const { to } of route.files) {
    const there = taken.find(basename(to));
    if (there !== undefined) throw nameTaken(there);
  }
}

export const nameTaken = (there: string) =>
  new AppError({
    code: 'name_taken',
    status: 409,
    message: `“${there}” is already there (upper and lower case count as the same). Choose another name.`,
  });

const isLink = (name: string) =>
  new AppError({
    code: 'is_link',
    status: 409,
    message: `“${name}” is a link to another file. Put the file itself into the folder first.`,
  });
