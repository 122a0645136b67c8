import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import { outputFolder } from '@/lib/data-dir/output-folder';
import { savedDir } from '@/lib/data-dir/save-dir';
import { type PictureName, pictureName } from '@/lib/generation/naming/picture-name';
import { savingOptionsOf } from '@/lib/generation/saving-options';
import type { ClaimedJob } from '@/lib/jobs/claim';
import { nameFactsOf } from './name-facts-of';
import type { StagedPicture } from './staged-picture';

/** Where a kept picture belongs and how it is called there. */
export interface Destination {
  /** Absolute. */
  folder: string;
  name: PictureName;
  /** With its dot. */
  extension: string;
}

/** Needs no number: two services may write into one folder of a mounted bucket. */
function nameOfItsOwn({ grid, mask, seed }: StagedPicture, date: Date): PictureName {
  const time = date.toISOString().slice(11, 19).replaceAll(':', '');
  const text = grid ? `grid-${time}-${randomUUID()}` : `${time}-${randomUUID()}-${seed}`;
  return { folders: [], basename: '', digits: null, text: mask ? `${text}-${mask}` : text };
}

/**
 * The place of a picture that is kept: below its owner's `outputs` as their options say, usually
 * `<kind>-images/<day>/NNNNN-SEED.png` (sdapi §17) and `<kind>-grids/<day>/grid-NNNN.png`; where the request says so itself
 * `<its folder>/<kind>-images/<day>/HHMMSS-UUID-SEED.png` and `<kind>-grids/<day>/grid-HHMMSS-UUID.png`.
 * @param date now @throws AppError `bad_path` where a link leads elsewhere
 */
export function destinationOf(job: ClaimedJob, picture: StagedPicture, date: Date): Destination {
  const { request, userName } = job;
  const kind = `${request.kind}-${picture.grid ? 'grids' : 'images'}` as const;
  const extension = extname(picture.file);
  if (request.save_dir !== undefined) {
    const folder = savedDir(userName, request.save_dir, kind, date);
    return { folder, name: nameOfItsOwn(picture, date), extension };
  }
  const as = picture.grid ? (request.series ? 'script grid' : 'grid') : 'picture';
  const name = pictureName(savingOptionsOf(request), nameFactsOf(job, picture, date), as);
  const outdir = request.outdirs?.[picture.grid ? 'grids' : 'pictures'] ?? kind;
  return { folder: outputFolder(userName, outdir, name.folders), name, extension };
}
