import { databasePool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { type CheckpointRow, type CheckpointView, COLUMNS, namesOf, toView } from './checkpoint-view';
import { presentFile } from './named-models';
import { STARTER_FILE } from './starter';
import { isAllowed, isUsable } from './visible-models';

/**
 * Whose checkpoints: those shared with the person of this id and their own; null: only what is shared with everybody.
 * Nobody ever sees another person's.
 */
type Viewer = string | null;

const BY_PATH = 'lower(m.path), m.path';

async function selectCheckpoints(
  viewer: Viewer,
  { where = 'true', order = BY_PATH }: { where?: string; order?: string } = {},
  values: unknown[] = [],
): Promise<CheckpointRow[]> {
  const { rows } = await databasePool().query<CheckpointRow>(
    prepared(
      `SELECT ${COLUMNS} FROM model m WHERE m.kind = 'checkpoint' AND ${where} AND ${isUsable(`'checkpoint'`)} ORDER BY ${order}`,
      [viewer, ...values],
    ),
  );
  return rows;
}

/** All checkpoints the last scan found for somebody, refused ones with their problem, by path. */
export async function listCheckpoints(viewer: Viewer): Promise<CheckpointView[]> {
  return (await selectCheckpoints(viewer)).map(toView);
}

/** Rows that some form of a name (`$2`), its part before a bracket (`$3`) or a hash may mean; `namesOf` decides. */
const MAY_MEAN = `(m.name IN ($2, $3) OR m.path IN ($2, $3) OR m.sha256 = $2 OR left(m.sha256, 10) = $2
  OR m.metadata->>'legacyHash' = $2 OR right(m.path, length($3)) = $3
  OR regexp_replace(translate(m.path, '/', '_'), '\\.[^.]*$', '') = $2 OR translate(m.path, '/', '_') = $2)`;

/**
 * The checkpoint that has exactly this title, path, name or hash. Where a name is shared, one that can be used and has the
 * name as its longer form is meant. Null when there is none.
 */
export async function findCheckpoint(viewer: Viewer, name: string): Promise<CheckpointView | null> {
  if (name === '' || name.includes('\0')) return null;
  const beforeBracket = name.replace(/ \[[^\]]*\]$/, '');
  const found = await selectCheckpoints(viewer, { where: MAY_MEAN }, [name, beforeBracket]);
  const candidates = found.flatMap((row) => {
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
  const [row] = await selectCheckpoints(
    viewer,
    { where: 'm.problem IS NULL', order: `m.path = $2, ${BY_PATH} LIMIT 1` },
    [STARTER_FILE],
  );
  return row ? toView(row) : null;
}

/** The checkpoint of a row, or null when its file has gone since or is not the viewer's to use. */
export async function checkpointById(viewer: Viewer, id: string): Promise<CheckpointView | null> {
  const { rows } = await databasePool().query<CheckpointRow>(
    prepared(`SELECT ${COLUMNS} FROM model m WHERE m.id = $2 AND m.kind = 'checkpoint' AND ${isAllowed()}`, [
      viewer,
      id,
    ]),
  );
  return rows[0] ? toView(rows[0]) : null;
}

/** Absolute path of a checkpoint that somebody sees; null when it is no longer there, or a link leads it out of its folder. */
export const checkpointFile = ({ path, isOwn }: CheckpointView, userName: string): Promise<string | null> =>
  presentFile({ place: 'checkpoint', path, isOwn }, userName);
