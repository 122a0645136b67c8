import { databasePool } from '@/lib/db/pool';
import { type CheckpointRow, type CheckpointView, COLUMNS, namesOf, toView } from './checkpoint-view';
import { STARTER_FILE } from './starter';

async function selectCheckpoints(): Promise<CheckpointRow[]> {
  const { rows } = await databasePool().query<CheckpointRow>(
    `SELECT ${COLUMNS} FROM checkpoint ORDER BY lower(path), path`,
  );
  return rows;
}

/** All checkpoints the last scan found, refused ones with their problem, by path. */
export async function listCheckpoints(): Promise<CheckpointView[]> {
  return (await selectCheckpoints()).map(toView);
}

/**
 * The checkpoint that has exactly this title, path, name or hash. Where a name is shared, one that can be used and has the
 * name as its longer form is meant. Null when there is none.
 */
export async function findCheckpoint(name: string): Promise<CheckpointView | null> {
  const candidates = (await selectCheckpoints()).flatMap((row) => {
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
export async function closestCheckpoint(name: string): Promise<CheckpointView | null> {
  const exact = await findCheckpoint(name);
  if (exact) return exact;
  const all = (await listCheckpoints()).sort((a, b) => a.title.length - b.title.length);
  const containing = (text: string) =>
    text === '' ? undefined : all.find(({ title }) => title.includes(text));
  return containing(name) ?? containing(name.replace(/\s*\[[^\]]+\]\s*$/, '')) ?? null;
}

/** What is drawn with when nobody chose: the first usable checkpoint, the starter only when there is no other. */
export async function defaultCheckpoint(): Promise<CheckpointView | null> {
  const usable = (await selectCheckpoints()).filter((row) => row.problem === null);
  const row = usable.find(({ path }) => path !== STARTER_FILE) ?? usable[0];
  return row ? toView(row) : null;
}

/** The checkpoint of a row, or null when its file has gone since. */
export async function checkpointById(id: string): Promise<CheckpointView | null> {
  const { rows } = await databasePool().query<CheckpointRow>(
    `SELECT ${COLUMNS} FROM checkpoint WHERE id = $1`,
    [id],
  );
  return rows[0] ? toView(rows[0]) : null;
}
