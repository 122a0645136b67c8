import { posix } from 'node:path';
import type pg from 'pg';
import { withoutExtension } from '@/lib/catalog/model-files';
import { CATALOG } from '@/lib/catalog/request-rescan';
import { databasePool } from '@/lib/db/pool';
import { newId } from '@/lib/jobs/job-id';
import {
  ELSEWHERE,
  inDataDir,
  type ModelTree,
  ownerOf,
  type Row,
  rootOf,
  rowsAt,
  type Spot,
  slashed,
  spotOf,
  type Way,
} from './model-places';

/** Rows of files that are gone make way for what comes to their place; their file may come back from the trash. */
async function makeWay(
  client: pg.PoolClient,
  where: ModelTree,
  spots: readonly Spot[],
  except: readonly string[],
): Promise<void> {
  const there = spots.filter(({ elsewhere }) => !elsewhere);
  await client.query(
    `UPDATE model m SET path = '${ELSEWHERE}' || m.id || '/' || s.file, preview_path = NULL,
       missing_since = coalesce(m.missing_since, now())
      FROM unnest($2::model_kind[], $3::text[], $4::text[]) s (place, path, file)
     WHERE m.owner_id IS NOT DISTINCT FROM $1::uuid AND m.place = s.place AND m.path = s.path AND m.id <> ALL($5)`,
    [
      ownerOf(where),
      there.map(({ place }) => place),
      there.map(({ path }) => path),
      there.map(({ place, path }) => inDataDir(`${rootOf(where, place)}/${path}`)),
      except,
    ],
  );
}

/**
 * The rows of model files that move, alone or with a folder, follow them: they keep their ids, notes and access. Called
 * before the files move, in the transaction that does it: whoever scans the folders meanwhile waits for its end, instead
 * of taking the file for a new one.
 *
 * @param target the tree it comes to, where that is another
 */
export async function followModels(
  client: pg.PoolClient,
  from: ModelTree,
  way: Way,
  target: ModelTree = from,
): Promise<void> {
  await placeRows(client, from, way, target, await rowsAt(client, from, way.from));
}

async function placeRows(
  client: pg.PoolClient,
  from: ModelTree,
  way: Way,
  target: ModelTree,
  rows: readonly Row[],
  returning = false,
): Promise<void> {
  if (rows.length === 0) return;
  const spots = rows.map((row) => spotOf(target, row, way, from));
  await makeWay(
    client,
    target,
    spots,
    rows.map(({ id }) => id),
  );
  // What comes to the folder of another kind is read anew before anybody uses it.
  await client.query(
    `UPDATE model m SET owner_id = $2, place = s.place, path = s.path, name = s.name, preview_path = s.preview,
       kind = CASE WHEN m.place = s.place THEN m.kind ELSE s.place END,
       modified_at = CASE WHEN m.place = s.place THEN m.modified_at ELSE 'epoch'::timestamptz END,
       missing_since = CASE WHEN s.elsewhere OR m.place <> s.place THEN coalesce(m.missing_since, now())
         WHEN $8 OR starts_with(m.path, '${ELSEWHERE}') THEN NULL ELSE m.missing_since END
      FROM unnest($1::uuid[], $3::model_kind[], $4::text[], $5::text[], $6::text[], $7::boolean[])
        s (id, place, path, name, preview, elsewhere)
     WHERE m.id = s.id`,
    [
      rows.map(({ id }) => id),
      ownerOf(target),
      spots.map(({ place }) => place),
      spots.map(({ path }) => path),
      spots.map(({ path }) => posix.basename(withoutExtension(path))),
      spots.map(({ preview }) => preview),
      spots.map(({ elsewhere }) => elsewhere),
      returning,
    ],
  );
  await askForScan(client, [from, target]);
}

/** Models go to the trash: at once nobody sees them. Their rows wait where they were, for what may come back or replace them. */
export async function missModels(client: pg.PoolClient, where: ModelTree, path: string): Promise<void> {
  const rows = await rowsAt(client, where, path);
  if (rows.length === 0) return;
  await client.query('UPDATE model SET missing_since = now() WHERE id = ANY($1) AND missing_since IS NULL', [
    rows.map(({ id }) => id),
  ]);
  await askForScan(client, [where]);
}

/**
 * Models come back from the trash, maybe under another name. Where something else has taken over a row meanwhile, they get
 * one like it: what was for a team must not become everybody's.
 *
 * @param trashedAt when they were thrown away, as their row in the trash says
 */
export async function returnModels(
  client: pg.PoolClient,
  where: ModelTree,
  way: Way,
  trashedAt: Date,
): Promise<void> {
  const rows = await rowsAt(client, where, way.from);
  const own = rows.filter((row) => row.missing_since?.getTime() === trashedAt.getTime());
  const back = new Set(own.map(({ file }) => file));
  await placeRows(client, where, way, where, own, true);
  if (slashed(way.from) === slashed(way.to)) return;
  await likeRows(
    client,
    where,
    way,
    where,
    rows.filter(({ file }) => !back.has(file)),
  );
}

/**
 * Copies of models get rows with what people say of them, and within the shared tree for whom they are. A scan fills in the
 * rest, and lets them be seen. Answers the ids of the rows.
 */
export async function copyModels(
  client: pg.PoolClient,
  from: ModelTree,
  way: Way,
  target: ModelTree = from,
): Promise<string[]> {
  return likeRows(client, from, way, target, await rowsAt(client, from, way.from));
}

async function likeRows(
  client: pg.PoolClient,
  from: ModelTree,
  way: Way,
  target: ModelTree,
  rows: readonly Row[],
): Promise<string[]> {
  const made = rows.flatMap((row) => {
    const spot = spotOf(target, row, way, from);
    return spot.elsewhere ? [] : [{ like: row.id, id: newId(), ...spot }];
  });
  if (made.length === 0) return [];
  await makeWay(client, target, made, []);
  const [ids, likes] = [made.map(({ id }) => id), made.map(({ like }) => like)];
  await client.query(
    `INSERT INTO model (id, owner_id, kind, place, path, name, size, modified_at, notes, licence, own_trigger_words,
       access, missing_since)
     SELECT s.id, $6, m.kind, s.place, s.path, s.name, 0, 'epoch'::timestamptz, m.notes, m.licence, m.own_trigger_words,
       CASE WHEN $6::uuid IS NULL THEN m.access ELSE 'usual' END, now()
      FROM unnest($1::uuid[], $2::uuid[], $3::model_kind[], $4::text[], $5::text[]) s (id, likes, place, path, name)
      JOIN model m ON m.id = s.likes`,
    [
      ids,
      likes,
      made.map(({ place }) => place),
      made.map(({ path }) => path),
      made.map(({ path }) => posix.basename(withoutExtension(path))),
      ownerOf(target),
    ],
  );
  await client.query(
    `INSERT INTO model_team (model_id, team_id) SELECT s.id, t.team_id
      FROM unnest($1::uuid[], $2::uuid[]) s (id, likes) JOIN model_team t ON t.model_id = s.likes
     WHERE $3::uuid IS NULL`,
    [ids, likes, ownerOf(target)],
  );
  await askForScan(client, [target]);
  return ids;
}

/**
 * Forgets rows for everybody whose file never came, because a process ended: a file of that name that is put there later
 * is not for everybody. Those for teams stay, which is narrower.
 */
export async function forgetUnfilledRows(): Promise<void> {
  await databasePool().query(
    `DELETE FROM model WHERE owner_id IS NULL AND access = 'all' AND size = 0 AND modified_at = 'epoch'::timestamptz
       AND missing_since < now() - interval '1 day'`,
  );
}

/** A scan that began before this transaction ended may have seen half of it: another one follows. */
async function askForScan(client: pg.PoolClient, trees: readonly ModelTree[]): Promise<void> {
  const whose = [...new Set(trees.map((where) => ownerOf(where) ?? 'shared'))];
  await client.query('SELECT pg_notify($1, whose) FROM unnest($2::text[]) whose', [CATALOG, whose]);
}
