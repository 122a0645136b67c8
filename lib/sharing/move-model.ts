import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type pg from 'pg';
import { lockModel, type ModelFile } from '@/lib/catalog/model-file';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError, changedMeanwhile } from '@/lib/errors';
import { addStorage } from '@/lib/files/add-storage';
import { type Change, changeTrees } from '@/lib/files/change-tree';
import { onDisk } from '@/lib/files/disk-error';
import { copyModels, followModels } from '@/lib/files/model-rows';
import type { OpenTree } from '@/lib/files/open-tree';
import { requireRoom } from '@/lib/files/storage';
import type { Access } from './access';
import { type ModelRoute, nameTaken, refuseTaken, routeOfFiles } from './route-of-files';
import { onOneDisk, StagedFiles } from './staged-files';
import { lockTeams, writeAccess } from './write-access';

export interface ModelMove {
  model: ModelFile;
  source: OpenTree;
  target: OpenTree;
  mode: 'move' | 'copy';
  /** Without extension; left out: the one it has. */
  name?: string;
  /** For whom, where it comes to the shared folder. */
  access?: Access;
  /** What has to be true besides, looked at twice: before anything happens, and in the transaction that does it. */
  check?: (client: pg.PoolClient) => Promise<void>;
  /** The last statements of that transaction. @param id of the row it has now */
  record: (client: pg.PoolClient, id: string) => Promise<void>;
}

/**
 * Brings a model’s files into the folder of its place in another tree, between disks too. Moved, it keeps its row, so that
 * jobs that wait and who chose it still mean it; a copy is a model of its own. Answers the id.
 *
 * A row with the access the model will have is there, committed, before its file is: should this process end between the
 * two, nobody sees the model for whom it was not meant.
 *
 * @throws AppError `name_taken`, `changed_meanwhile`, `owner_deleted` (409), `quota_reached` (507) …
 */
export async function moveModel(move: ModelMove): Promise<string> {
  const route = await onDisk(() => routeOfFiles(move.model, move.target, move.name));
  const staged = new StagedFiles(route.targetRoot);
  const aside = new StagedFiles(route.sourceRoot);
  try {
    const isCopied =
      move.mode === 'copy' || !(await onDisk(() => onOneDisk(route.sourceRoot, route.targetRoot)));
    const reserved = await reserve(move, route);
    try {
      const ready = isCopied
        ? await onDisk(() => copied(route, staged))
        : route.files.map(({ from }) => from);
      return await changeTrees([sharedOf(move), move.source, move.target], (change) =>
        place(move, route, change, {
          reserved,
          ready,
          aside: isCopied && move.mode === 'move' ? aside : null,
        }),
      );
    } catch (error) {
      await databasePool().query('DELETE FROM model WHERE id = $1', [reserved]);
      throw error;
    }
  } finally {
    await staged.clear();
    await aside.clear();
  }
}

const sharedOf = ({ source, target }: ModelMove) => (source.tree.kind === 'shared' ? source : target);

async function copied(route: ModelRoute, staged: StagedFiles): Promise<string[]> {
  const copies: string[] = [];
  for (const { from } of route.files) copies.push(await staged.copy(from));
  return copies;
}

/** Makes the row of the file that will be there; nobody sees it before. */
function reserve(move: ModelMove, route: ModelRoute): Promise<string> {
  return inTransaction(async (client) => {
    await check(client, move, route);
    const [id] = await copyModels(client, move.source, route.files[0], move.target);
    if (id === undefined) throw changedMeanwhile('model');
    if (move.access) await writeAccess(client, id, move.access);
    return id;
  });
}

/** What is looked at twice: first to refuse early, then for good. */
async function check(client: pg.PoolClient, move: ModelMove, route: ModelRoute): Promise<ModelFile> {
  const { model, source, target, mode } = move;
  // Teams before people: who archives one takes them in this order.
  if (move.access) await lockTeams(client, move.access);
  await lockPeople(client, [source, target]);
  await move.check?.(client);
  const now = await lockModel(client, model, model.version);
  if (now.ownerId !== model.ownerId || now.path !== model.path) throw changedMeanwhile('model');
  await onDisk(() => refuseTaken(route));
  await refuseNamesake(client, model, basename(route.files[0].to), target);
  const bytes = route.files.reduce((sum, file) => sum + file.bytes, 0);
  if (target.tree.kind === 'own' && (mode === 'copy' || source.tree.kind === 'shared'))
    await requireRoom(client, target.userId, bytes);
  return now;
}

/** Nobody’s files are handed over meanwhile. @throws AppError `owner_deleted` (409) */
async function lockPeople(client: pg.PoolClient, trees: readonly OpenTree[]): Promise<void> {
  const ids = trees.filter(({ tree }) => tree.kind === 'own').map(({ userId }) => userId);
  const { rowCount } = await client.query(
    'SELECT 1 FROM user_account WHERE id = ANY($1) AND deleted_at IS NULL ORDER BY id FOR SHARE',
    [ids],
  );
  if (rowCount === new Set(ids).size) return;
  throw new AppError({
    code: 'owner_deleted',
    status: 409,
    message: 'Whose model this was has been deleted meanwhile. Look among the files that were handed over.',
  });
}

/** But for checkpoints, models go by their names alone, in whatever folder they lie. */
async function refuseNamesake(
  client: pg.PoolClient,
  { id, kind }: ModelFile,
  file: string,
  { tree }: OpenTree,
): Promise<void> {
  if (tree.kind === 'own' || kind === 'checkpoint') return;
  const { rows } = await client.query<{ path: string }>(
    `SELECT path FROM model WHERE owner_id IS NULL AND missing_since IS NULL AND kind = $1 AND id <> $2
       AND name_key = lower(normalize(regexp_replace($3, '\\.[^.]+$', '')))`,
    [kind, id, file],
  );
  if (rows[0]) throw nameTaken(rows[0].path);
}

interface Prepared {
  /** Id of the row that was made. */
  reserved: string;
  /** The files as they are to be renamed, in the order of the route. */
  ready: readonly string[];
  /** Where the originals go when they were copied; null: they are renamed, or stay. */
  aside: StagedFiles | null;
}

async function place(
  move: ModelMove,
  route: ModelRoute,
  change: Change,
  { reserved, ready, aside }: Prepared,
): Promise<string> {
  const { client, rename } = change;
  const model = await check(client, move, route);
  const { mtime } = await stat(route.files[0].from);
  if (mtime.getTime() !== route.modifiedAt.getTime()) throw changedMeanwhile('model');
  const id = move.mode === 'move' ? model.id : reserved;
  if (move.mode === 'move') {
    await client.query('DELETE FROM model WHERE id = $1', [reserved]);
    if (move.target.tree.kind === 'own') await writeAccess(client, id, { access: 'usual', teams: [] });
    await followModels(client, move.source, route.files[0], move.target);
    if (move.access) await writeAccess(client, id, move.access);
  } else await fillIn(client, reserved, model.id);
  await client.query(
    'UPDATE model SET preview_path = $2, version = version + 1, missing_since = NULL WHERE id = $1',
    [id, route.preview],
  );
  for (const [k, { from, to }] of route.files.entries()) {
    await rename(ready[k]!, to);
    if (aside) await rename(from, await aside.placeFor(basename(from)));
  }
  await countStorage(client, move, route);
  await move.record(client, id);
  return id;
}

/** What the file is, is known: it is the same. */
async function fillIn(client: pg.PoolClient, id: string, like: string): Promise<void> {
  await client.query(
    `UPDATE model m SET size = o.size, modified_at = o.modified_at, sha256 = o.sha256, architecture = o.architecture,
       native_size = o.native_size, problem = o.problem, metadata = o.metadata, title = o.title,
       file_licence = o.file_licence, trigger_words = o.trigger_words, preview_modified_at = o.preview_modified_at
      FROM model o WHERE m.id = $1 AND o.id = $2`,
    [id, like],
  );
}

async function countStorage(client: pg.PoolClient, move: ModelMove, route: ModelRoute): Promise<void> {
  const bytes = route.files.reduce((sum, file) => sum + file.bytes, 0);
  const { source, target, mode } = move;
  if (source.tree.kind === 'own' && mode === 'move') await addStorage(client, source.userId, -bytes);
  if (target.tree.kind === 'own') await addStorage(client, target.userId, bytes);
}
