import { insideRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { checkpointRoot } from './checkpoint-roots';
import { type CheckpointRow, type CheckpointView, COLUMNS, namesOf, toView } from './checkpoint-view';
import { STARTER_FILE } from './starter';
import { isAllowed, isUsable } from './visible-models';

/**
 * Whose checkpoints: those all share and those of the person with this id; null: only what all share. Nobody ever sees
 * another person's.
 */
type Viewer = string | null;

async function selectCheckpoints(viewer: Viewer): Promise<CheckpointRow[]> {
  const { rows } = await databasePool().query<CheckpointRow>(
    `SELECT ${COLUMNS} FROM model m WHERE kind = 'checkpoint' AND ${isUsable()} ORDER BY lower(path), path`,
    [viewer],
  );
  return rows;
}

/** All checkpoints the last scan found for somebody, refused ones with their problem, by path. */
export async function listCheckpoints(viewer: Viewer): Promise<CheckpointView[]> {
  return (await selectCheckpoints(viewer)).map(toView);
}

/**
 * The checkpoint that has exactly this title, path, name or hash. Where a name is shared, one that can be used and has the
 * name as its longer form is meant. Null when there is none.
 */
export async function findCheckpoint(viewer: Viewer, name: string): Promise<CheckpointView | null> {
  const candidates = (await selectCheckpoints(viewer)).flatMap((row) => {
    const rank = namesOf(row).indexOf(name);
    return rank < 0 ? [] : [{ row, rank: rank + (row.problem ? UNUSABLE : 0) }];
  });
  candidates.sort((a, b) => a.rank - b.rank);
  return candidates[0] ? toView(candidates[0].row) : null;
}

const UNUSABLE = 1_000;

/**
 * The checkpoint that a refiner or a second pass means: one of exactly this name, else the one with the shortest title
 * that contains it, with or without the hash in brackets at its end (sdapi §6.7). Null when there is none.
 */
export async function closestCheckpoint(viewer: Viewer, name: string): Promise<CheckpointView | null> {
  const exact = await findCheckpoint(viewer, name);
  if (exact) return exact;
  const all = (await listCheckpoints(viewer)).sort((a, b) => a.title.length - b.title.length);
  const containing = (text: string) =>
    text === '' ? undefined : all.find(({ title }) => title.includes(text));
  return containing(name) ?? containing(name.replace(/\s*\[[^\]]+\]\s*$/, '')) ?? null;
}

/** What is drawn with when nobody chose: the first usable checkpoint, the starter only when there is no other. */
export async function defaultCheckpoint(viewer: Viewer): Promise<CheckpointView | null> {
  const usable = (await selectCheckpoints(viewer)).filter((row) => row.problem === null);
  const row = usable.find(({ path }) => path !== STARTER_FILE) ?? usable[0];
  return row ? toView(row) : null;
}

/** The checkpoint of a row, or null when its file has gone since or is not the viewer's to use. */
export async function checkpointById(viewer: Viewer, id: string): Promise<CheckpointView | null> {
  const { rows } = await databasePool().query<CheckpointRow>(
    `SELECT ${COLUMNS} FROM model m WHERE id = $2 AND kind = 'checkpoint' AND ${isAllowed()}`,
    [viewer, id],
  );
  return rows[0] ? toView(rows[0]) : null;
}

/** Absolute path of a checkpoint that somebody sees. @throws AppError `bad_path` when a link leads it out of its folder */
export const checkpointFile = ({ path, isOwn }: CheckpointView, userName: string): string =>
  insideRoot(checkpointRoot(isOwn ? userName : null), path);
