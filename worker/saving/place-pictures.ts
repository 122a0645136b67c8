import { randomUUID } from 'node:crypto';
import { rm, stat, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type pg from 'pg';
import { insideDataDir, outputDir, relativeToDataDir, transientDir } from '@/lib/data-dir';
import { firstFreeNumber } from '@/lib/data-dir/first-free-number';
import { savedDir } from '@/lib/data-dir/save-dir';
import { flushFolder } from '@/lib/data-dir/write-durably';
import { addStorage } from '@/lib/files/add-storage';
import type { ClaimedJob } from '@/lib/jobs/claim';
import type { PlacedPicture } from '@/lib/jobs/settle';
import { mkdirInDataDir } from './mkdir-in-data-dir';
import { isPlacedCopy, linkOrCopy, notePlacement, type Placement, readPlacements } from './placements';
import type { StagedPicture } from './staged-picture';

/**
 * Gives staged pictures their places: kept ones `users/<name>/outputs/<kind>-images/<day>/NNNNN-SEED.png` (sdapi §17),
 * grids `<kind>-grids/<day>/xyz_grid-NNNN-SEED.png`; where the request says so itself `<its folder>/<kind>-images/<day>/HHMMSS-UUID-SEED.png`
 * and `<kind>-grids/<day>/grid-HHMMSS-UUID.png`; others `cache/results/<job>/<index>.png`. Runs in the transaction that settles the job and holds its row, so what an
 * earlier attempt placed belongs to no picture row: it is taken over, or removed when this attempt fails.
 */
export async function placePictures(
  client: pg.PoolClient,
  job: ClaimedJob,
  stagingDirectory: string,
  pictures: StagedPicture[],
): Promise<PlacedPicture[]> {
  const kept = pictures.filter(({ saved, grid }) => saved && !grid);
  const grids = pictures.filter(({ saved, grid }) => saved && grid);
  const transient = pictures.filter(({ saved }) => !saved);
  try {
    const earlier = await placedEarlier(stagingDirectory);
    const placed = [
      ...(await placeKept(client, job, stagingDirectory, kept, earlier)),
      ...(await placeKept(client, job, stagingDirectory, grids, earlier)),
      ...(await placeTransient(job, stagingDirectory, transient, earlier)),
    ];
    return placed.sort((a, b) => a.index - b.index);
  } catch (error) {
    await unplace(stagingDirectory);
    throw error;
  }
}

/** Removes every file of this staging folder from where it was placed, except those that `owned` picture rows name. */
export async function unplace(
  stagingDirectory: string,
  owned: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const path of (await placedEarlier(stagingDirectory, owned)).values())
    await unlink(insideDataDir(path));
}

/** Staged name → path relative to the data directory, of files that are at a place nobody owns. */
async function placedEarlier(
  stagingDirectory: string,
  owned: ReadonlySet<string> = new Set(),
): Promise<Map<string, string>> {
  const placed = new Map<string, string>();
  for (const { staged, path } of await readPlacements(stagingDirectory)) {
    if (owned.has(path)) continue;
    if (await isPlacedCopy(join(stagingDirectory, staged), insideDataDir(path))) placed.set(staged, path);
  }
  return placed;
}

async function placeKept(
  client: pg.PoolClient,
  { userId, userName, request }: ClaimedJob,
  stagingDirectory: string,
  pictures: StagedPicture[],
  earlier: Map<string, string>,
): Promise<PlacedPicture[]> {
  if (pictures.length === 0) return [];
  const grid = pictures[0]!.grid;
  const now = new Date();
  const kind = `${request.kind}-${grid ? 'grids' : 'images'}` as const;
  const { save_dir } = request;
  const folder =
    save_dir === undefined ? outputDir(userName, kind, now) : savedDir(userName, save_dir, kind, now);
  await mkdirInDataDir(folder);
  // Two workers that save into one folder take turns, until their rows are there: a number is given once.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [relativeToDataDir(folder)]);
  const placed: PlacedPicture[] = [];
  const prefix = grid ? `${grid}-` : '';
  let number = await firstFreeNumber(folder, prefix);
  for (const picture of pictures) {
    const known = earlier.get(basename(picture.file));
    if (known) {
      placed.push(toPlaced(picture, known));
      continue;
    }
    const nextFile = () => {
      const numbered = `${prefix}${String(number++).padStart(grid ? 4 : 5, '0')}-${picture.seed}.png`;
      return join(folder, save_dir === undefined ? numbered : nameOfItsOwn(picture, now));
    };
    let file = nextFile();
    // Somebody may put files there by hand meanwhile.
    while (!(await placeAt(stagingDirectory, picture.file, file))) file = nextFile();
    placed.push(toPlaced(picture, relativeToDataDir(file)));
  }
  await flushFolder(folder);
  await addStorage(client, userId, await sizeOf(pictures));
  return placed;
}

/** Needs no number: two services may write into one folder of a mounted bucket. */
function nameOfItsOwn({ grid, seed }: StagedPicture, date: Date): string {
  const time = date.toISOString().slice(11, 19).replaceAll(':', '');
  return grid ? `grid-${time}-${randomUUID()}.png` : `${time}-${randomUUID()}-${seed}.png`;
}

async function sizeOf(pictures: StagedPicture[]): Promise<number> {
  const sizes = await Promise.all(pictures.map(async ({ file }) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function placeTransient(
  { id }: ClaimedJob,
  stagingDirectory: string,
  pictures: StagedPicture[],
  earlier: Map<string, string>,
): Promise<PlacedPicture[]> {
  if (pictures.length === 0) return [];
  const folder = transientDir(id);
  await mkdirInDataDir(folder);
  const placed: PlacedPicture[] = [];
  for (const picture of pictures) {
    const file = join(folder, basename(picture.file));
    if (!earlier.has(basename(picture.file))) {
      // What a former delivery left under this name belongs to no row.
      await rm(file, { force: true });
      await placeAt(stagingDirectory, picture.file, file);
    }
    placed.push(toPlaced(picture, relativeToDataDir(file)));
  }
  return placed;
}

/** False when the name is taken. */
async function placeAt(stagingDirectory: string, from: string, to: string): Promise<boolean> {
  const placement: Placement = { staged: basename(from), path: relativeToDataDir(to) };
  await notePlacement(stagingDirectory, placement);
  try {
    await linkOrCopy(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await notePlacement(stagingDirectory, { ...placement, taken: true });
    return false;
  }
}

function toPlaced({ file: _, ...picture }: StagedPicture, path: string): PlacedPicture {
  return { ...picture, path };
}
