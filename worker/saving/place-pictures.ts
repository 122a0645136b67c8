import { rm, stat, unlink } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type pg from 'pg';
import { insideDataDir, relativeToDataDir, transientDir } from '@/lib/data-dir';
import { outputFolder } from '@/lib/data-dir/output-folder';
import { flushFolder } from '@/lib/data-dir/write-durably';
import { addStorage } from '@/lib/files/add-storage';
import type { ClaimedJob } from '@/lib/jobs/claim';
import type { PlacedPicture } from '@/lib/jobs/settle';
import { type Destination, destinationOf } from './destination';
import { FreeNames } from './free-names';
import { mkdirInDataDir } from './mkdir-in-data-dir';
import { isPlacedCopy, linkOrCopy, notePlacement, type Placement, readPlacements } from './placements';
import type { StagedInit, StagedPicture } from './staged-picture';

/**
 * Gives staged pictures their places: kept ones below their owner's `outputs` (destination.ts) with the files that lie beside
 * them, others `cache/results/<job>/<index>.png`. Runs in the transaction that settles the job and holds its row, so what an
 * earlier attempt placed belongs to no picture row: it is taken over, or removed when this attempt fails.
 */
export async function placePictures(
  client: pg.PoolClient,
  job: ClaimedJob,
  stagingDirectory: string,
  { pictures, inits }: { pictures: StagedPicture[]; inits: readonly StagedInit[] },
): Promise<PlacedPicture[]> {
  const kept = pictures.filter(({ saved }) => saved);
  const transient = pictures.filter(({ saved }) => !saved);
  try {
    const earlier = await placedEarlier(stagingDirectory);
    const placed = [
      ...(await placeKept(client, job, stagingDirectory, kept, earlier)),
      ...(await placeTransient(job, stagingDirectory, transient, earlier)),
    ];
    // What nothing was drawn from is not kept.
    if (placed.length > 0) await placeInits(client, job, stagingDirectory, inits, earlier);
    return placed.sort((a, b) => a.index - b.index);
  } catch (error) {
    await unplace(stagingDirectory);
    throw error;
  }
}

/** Removes every file of this staging folder from where it was placed, except those that are `owned`. */
export async function unplace(
  stagingDirectory: string,
  owned: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const path of (await placedEarlier(stagingDirectory, owned)).values())
    await unlink(insideDataDir(path));
}

/** Staged name → path relative to the data directory, of files that are at their place and not owned. */
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

interface Destined {
  picture: StagedPicture;
  destination: Destination;
}

async function placeKept(
  client: pg.PoolClient,
  job: ClaimedJob,
  stagingDirectory: string,
  pictures: StagedPicture[],
  earlier: Map<string, string>,
): Promise<PlacedPicture[]> {
  if (pictures.length === 0) return [];
  const now = new Date();
  const folders = new Map<string, Destined[]>();
  for (const picture of pictures) {
    const destination = destinationOf(job, picture, now);
    const others = folders.get(destination.folder) ?? [];
    folders.set(destination.folder, [...others, { picture, destination }]);
  }
  const placed: PlacedPicture[] = [];
  // All workers go through their folders in one order, so that none waits for another that waits for it.
  for (const folder of [...folders.keys()].sort())
    placed.push(
      ...(await placeInFolder(client, folder, { stagingDirectory, members: folders.get(folder)!, earlier })),
    );
  const files = pictures.flatMap((picture) => [picture, ...(picture.beside ?? [])]);
  await addStorage(client, job.userId, await sizeOf(files));
  return placed;
}

async function placeInFolder(
  client: pg.PoolClient,
  folder: string,
  {
    stagingDirectory,
    members,
    earlier,
  }: { stagingDirectory: string; members: Destined[]; earlier: Map<string, string> },
): Promise<PlacedPicture[]> {
  await mkdirInDataDir(folder);
  // Two workers that save into one folder take turns, until their rows are there: a number is given once.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [relativeToDataDir(folder)]);
  const names = await FreeNames.in(folder);
  const placed: PlacedPicture[] = [];
  for (const { picture, destination } of members) {
    const known = earlier.get(basename(picture.file));
    if (known) {
      await placeBeside(stagingDirectory, picture, insideDataDir(known), earlier);
      placed.push(toPlaced(picture, known));
      continue;
    }
    const endings = [destination.extension, ...(picture.beside ?? []).map(({ ending }) => ending)];
    const nextFile = () => join(folder, names.next(destination.name, endings) + destination.extension);
    let file = nextFile();
    // Somebody may put files there by hand meanwhile.
    while (!(await placeAt(stagingDirectory, picture.file, file))) file = nextFile();
    await placeBeside(stagingDirectory, picture, file, earlier);
    placed.push(toPlaced(picture, relativeToDataDir(file)));
  }
  await flushFolder(folder);
  return placed;
}

/** Gives the files beside a picture the name it has. @param placed where it is, absolute */
async function placeBeside(
  stagingDirectory: string,
  { beside = [] }: StagedPicture,
  placed: string,
  earlier: Map<string, string>,
): Promise<void> {
  const stem = placed.slice(0, placed.length - extname(placed).length);
  for (const { file, ending } of beside) {
    if (earlier.has(basename(file))) continue;
    let number = 0;
    const name = () => `${stem}${number === 0 ? '' : `-${number}`}${ending}`;
    while (!(await placeAt(stagingDirectory, file, name(), true))) number++;
  }
}

/** What was drawn from, by the MD5 of its pixels: what is there already is the same. */
async function placeInits(
  client: pg.PoolClient,
  { userId, userName, request }: ClaimedJob,
  stagingDirectory: string,
  inits: readonly StagedInit[],
  earlier: Map<string, string>,
): Promise<void> {
  if (inits.length === 0 || request.init_images_dir === undefined) return;
  const folder = outputFolder(userName, request.init_images_dir, []);
  await mkdirInDataDir(folder);
  const placed: { file: string }[] = [];
  for (const init of inits) {
    const isPlaced =
      earlier.has(basename(init.file)) ||
      (await placeAt(stagingDirectory, init.file, join(folder, init.name), true));
    if (isPlaced) placed.push(init);
  }
  await flushFolder(folder);
  await addStorage(client, userId, await sizeOf(placed));
}

async function sizeOf(files: readonly { file: string }[]): Promise<number> {
  const sizes = await Promise.all(files.map(async ({ file }) => (await stat(file)).size));
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

/** False when the name is taken. @param rowless no picture row will tell of it */
async function placeAt(
  stagingDirectory: string,
  from: string,
  to: string,
  rowless = false,
): Promise<boolean> {
  const placement: Placement = {
    staged: basename(from),
    path: relativeToDataDir(to),
    ...(rowless ? { rowless } : {}),
  };
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

function toPlaced(
  { file: _, samplesHash: __, beside: ___, ...picture }: StagedPicture,
  path: string,
): PlacedPicture {
  return { ...picture, path };
}
