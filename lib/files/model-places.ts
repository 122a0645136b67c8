import { sep } from 'node:path';
import type pg from 'pg';
import { MODEL_KINDS, type ModelKind } from '@/lib/catalog/model-view';
import { dataDir, ownRoot, relativeToDataDir, sharedRoot } from '@/lib/data-dir';
import type { OpenTree } from './open-tree';

/** Whose models lie in a tree: a person’s, or (null) what is shared. */
export type ModelTree = Pick<OpenTree, 'tree' | 'userId'>;

export interface Way {
  /** Absolute, before and after. */
  from: string;
  to: string;
}

/** A row whose file lies at or below a place. */
export interface Row {
  id: string;
  place: ModelKind;
  /** Absolute, with `/`. */
  file: string;
  /** Below the folder of its place; null: no picture. */
  preview_path: string | null;
  missing_since: Date | null;
}

/** Where the row of a file is that lies in none of the model folders: `.elsewhere/<id of the row>/<path in the data directory>`. */
export const ELSEWHERE = '.elsewhere/';
const ID_LENGTH = 36;

export const slashed = (path: string) => path.split(sep).join('/');
export const ownerOf = ({ tree, userId }: ModelTree) => (tree.kind === 'own' ? userId : null);
export const rootOf = ({ tree }: ModelTree, place: ModelKind) =>
  slashed(tree.kind === 'own' ? ownRoot(place, tree.userName) : sharedRoot(place));

/** The rows of the files at or below an absolute path, also of those that are gone; locked. */
export async function rowsAt(client: pg.PoolClient, where: ModelTree, path: string): Promise<Row[]> {
  const from = slashed(path);
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  // Each by an index: a folder may hold thousands.
  const conditions = MODEL_KINDS.flatMap((place) => {
    const root = rootOf(where, place);
    if (`${root}/`.startsWith(`${from}/`)) return [`m.place = ${value(place)}::model_kind`];
    if (!from.startsWith(`${root}/`)) return [];
    const rest = from.slice(root.length + 1);
    const [kind, file, below] = [value(place), value(rest), value(`${rest}/`)];
    return [`(m.place = ${kind}::model_kind AND (m.path = ${file} OR starts_with(m.path, ${below})))`];
  });
  const rest = inDataDir(from);
  const isRest = `substr(m.path, ${ELSEWHERE.length + ID_LENGTH + 2})`;
  conditions.push(
    `(starts_with(m.path, '${ELSEWHERE}') AND (${isRest} = ${value(rest)} OR starts_with(${isRest}, ${value(`${rest}/`)})))`,
  );
  const owner = ownerOf(where);
  const { rows } = await client.query<Omit<Row, 'file'> & { path: string }>(
    `SELECT m.id, m.place::text AS place, m.path, m.preview_path, m.missing_since FROM model m
      WHERE ${owner === null ? 'm.owner_id IS NULL' : `m.owner_id = ${value(owner)}`} AND (${conditions.join(' OR ')})
      ORDER BY m.id FOR UPDATE`,
    values,
  );
  return rows.map(({ path: at, ...row }) => ({ ...row, file: fileOf(where, row.place, at) }));
}

/** Absolute, with `/`. */
const fileOf = (where: ModelTree, place: ModelKind, path: string) =>
  path.startsWith(ELSEWHERE)
    ? `${slashed(dataDir())}${path.slice(ELSEWHERE.length + ID_LENGTH)}`
    : `${rootOf(where, place)}/${path}`;

export interface Spot {
  place: ModelKind;
  /** As the row says it. */
  path: string;
  /** Of what lies beside it. */
  preview: string | null;
  /** It lies in no model folder. */
  elsewhere: boolean;
}

/** What a row says when its file lies at `file`; a file in two model folders at once stays what it was. */
export function spotOf(where: ModelTree, row: Row, way: Way, from: ModelTree): Spot {
  const file = slashed(way.to) + row.file.slice(slashed(way.from).length);
  const places = [row.place, ...MODEL_KINDS.filter((place) => place !== row.place)];
  const place = places.find((each) => file.startsWith(`${rootOf(where, each)}/`));
  if (!place) {
    const path = `${ELSEWHERE}${row.id}/${relativeToDataDir(file)}`;
    return { place: row.place, path, preview: null, elsewhere: true };
  }
  const root = `${rootOf(where, place)}/`;
  const picture = row.preview_path === null ? '' : `${rootOf(from, row.place)}/${row.preview_path}`;
  const moved = picture.startsWith(`${slashed(way.from)}/`)
    ? slashed(way.to) + picture.slice(slashed(way.from).length)
    : '';
  const preview = moved.startsWith(root) ? moved.slice(root.length) : null;
  return { place, path: file.slice(root.length), preview, elsewhere: false };
}

/** A shared folder that a flag names may lie outside; then nothing is ever found there by its path. */
export function inDataDir(file: string): string {
  const root = `${slashed(dataDir())}/`;
  return file.startsWith(root) ? file.slice(root.length) : file;
}
