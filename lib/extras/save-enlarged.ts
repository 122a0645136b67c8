import { rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { insideUploads, relativeToDataDir, treeRoot } from '@/lib/data-dir';
import { firstFreeNumber } from '@/lib/data-dir/first-free-number';
import { outdirOf, outputFolder } from '@/lib/data-dir/output-folder';
import { flushFolder, writeDurably } from '@/lib/data-dir/write-durably';
import type { OpenTree } from '@/lib/files';
import { addStorage } from '@/lib/files/add-storage';
import { changeTree } from '@/lib/files/change-tree';
import { onDisk } from '@/lib/files/disk-error';
import { findFolder } from '@/lib/files/find-entry';
import { makeFolders } from '@/lib/files/make-folder';
import { requireRoom } from '@/lib/files/storage';
import { optionsFrom } from '@/lib/generation/option-group';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { KEEPING_OPTIONS } from '@/lib/generation/saving-options';
import { newId } from '@/lib/jobs/job-id';
import { announcePictures } from '@/lib/jobs/picture-changes';
import { storedOptions } from '@/lib/options/stored-options';
import type { EnlargedPicture } from './enlarge-picture';

/** Of a picture that does not say. */
const NO_SEED = -1;

/** A picture among its owner's. */
export interface SavedPicture {
  id: string;
  width: number;
  height: number;
  /** What it was made with, and what Extras did. */
  infotext: string;
}

/** Where their options say, a folder for each day; the day is that of UTC. */
async function folderOf(userId: string, userName: string): Promise<string> {
  const { outdir_samples, outdir_extras_samples } = optionsFrom(KEEPING_OPTIONS, await storedOptions(userId));
  const outdir = outdirOf(userName, outdir_samples || outdir_extras_samples) ?? 'extras-images';
  return outputFolder(userName, outdir, [new Date().toISOString().slice(0, 10)]);
}

/**
 * Keeps a picture: `outputs/extras-images/<day>/NNNNN-SEED.png`, and in the gallery. Answers it as it is there.
 * @throws AppError `quota_reached` (507), and for what the disk refuses
 */
export async function saveEnlarged(open: OpenTree, picture: EnlargedPicture): Promise<SavedPicture> {
  const { tree, userId } = open;
  if (tree.kind !== 'own') throw new Error('pictures are kept in a tree of one’s own');
  const { png, width, height, info } = picture;
  const staged = insideUploads(tree, newId());
  const infotext = [picture.infotext, info].filter(Boolean).join(', ');
  const seed = seedOf(picture.infotext ?? '');
  const path = relative(treeRoot(tree), await folderOf(userId, tree.userName));
  try {
    await onDisk(() => writeDurably(staged, png));
    return await changeTree(open, async ({ client, rename }) => {
      await requireRoom(client, userId, png.length);
      const { absolute } = await findFolder(tree, await makeFolders(open, path.replaceAll(sep, '/')));
      const number = String(await firstFreeNumber(absolute)).padStart(5, '0');
      const file = join(absolute, seed === NO_SEED ? `${number}.png` : `${number}-${seed}.png`);
      const id = newId();
      await client.query(
        `INSERT INTO picture (id, user_id, kind, index, path, width, height, seed, infotext)
         VALUES ($1, $2, 'extras', 0, $3, $4, $5, $6, $7)`,
        [id, userId, relativeToDataDir(file), width, height, seed, infotext],
      );
      await addStorage(client, userId, png.length);
      await announcePictures(client, userId, 'came', [id]);
      await rename(staged, file);
      await flushFolder(absolute);
      return { id, width, height, infotext };
    });
  } finally {
    await rm(staged, { force: true });
  }
}

function seedOf(infotext: string): number {
  const seed = Number(parseInfotext(infotext).pairs.get('Seed') ?? NO_SEED);
  return Number.isSafeInteger(seed) && seed >= 0 ? seed : NO_SEED;
}
