import { z } from 'zod';
import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { type ModelRow, modelColumns, toModelView } from './model-rows';
import { MODEL_KINDS, type ModelKind, type ModelPage, type ModelQuery, type ModelView } from './model-view';
import { IS_OWN, isSharedWith } from './visible-models';

const SORTS = {
  name: { key: `m.name_key`, type: 'text', order: 'ASC', after: '>', cursor: /^[^\0]*$/ },
  newest: {
    // In milliseconds, as it is stored: to and fro without rounding.
    key: `(extract(epoch FROM m.created_at) * 1000)::bigint`,
    type: 'bigint',
    order: 'DESC',
    after: '<',
    cursor: /^\d{1,15}$/,
  },
  size: { key: 'm.size', type: 'bigint', order: 'DESC', after: '<', cursor: /^\d{1,18}$/ },
} as const;

const WHOSE = {
  own: () => IS_OWN,
  shared: isSharedWith,
  all: () => `(${IS_OWN} OR ${isSharedWith()})`,
};

const cursorSchema = z.tuple([z.string(), z.uuid()]);

function readCursor(after: string, form: RegExp): [string, string] {
  try {
    const [key, id] = cursorSchema.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
    if (form.test(key)) return [key, id];
  } catch {
    // Said below.
  }
  const message = 'This page of the list does not exist. Read the list from its beginning.';
  throw new AppError({ code: 'bad_cursor', status: 400, message });
}

const writeCursor = (key: string, id: string) => Buffer.from(JSON.stringify([key, id])).toString('base64url');

/** Words of a search as patterns; what stands for others in patterns stands for itself. */
const patternsOf = (search: string) =>
  search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);

/**
 * A page of the models somebody sees: their own and those shared with them, also what is hidden or not used, and refused
 * files with their problem.
 *
 * @throws AppError `bad_cursor` (400)
 */
export async function listModels(query: ModelQuery): Promise<ModelPage> {
  const { viewer, kind, architecture, search = '', whose = 'all', sort = 'name', after, limit } = query;
  const { key, type, order, after: beyond, cursor } = SORTS[sort];
  const patterns = patternsOf(search.replaceAll('\0', ''));
  const found = `${WHOSE[whose]()} AND ($2::text[] IS NULL
    OR m.search_text LIKE ALL (ARRAY(SELECT lower(normalize(word)) FROM unnest($2::text[]) word)))`;
  const searched = patterns.length === 0 ? null : patterns;
  const [cursorKey, cursorId] = after === undefined ? [null, null] : readCursor(after, cursor);
  const [{ rows: groups }, { rows }] = await Promise.all([
    databasePool().query<{ kind: ModelKind; architecture: string; count: number }>(
      `SELECT m.kind, coalesce(m.architecture, '') AS architecture, count(*)::int AS count
         FROM model m WHERE ${found} GROUP BY 1, 2`,
      [viewer, searched],
    ),
    // Whether something is hidden is asked of the page alone.
    databasePool().query<ModelRow & { sort_key: string }>(
      `SELECT ${modelColumns()}, (${key})::text AS sort_key FROM (
         SELECT m.id FROM model m
          WHERE ${found} AND ($3::text[] IS NULL OR m.kind::text = ANY($3))
            AND ($4::text[] IS NULL OR coalesce(m.architecture, '') = ANY($4))
            AND ($6::uuid IS NULL OR (${key}, m.id) ${beyond} ($5::${type}, $6))
          ORDER BY ${key} ${order}, m.id ${order} LIMIT $7) page
         JOIN model m ON m.id = page.id
        ORDER BY ${key} ${order}, m.id ${order}`,
      [viewer, searched, kind ?? null, architecture ?? null, cursorKey, cursorId, limit + 1],
    ),
  ]);
  const models = rows.slice(0, limit);
  const last = models.at(-1);
  return {
    models: models.map(toModelView),
    next: rows.length > limit && last ? writeCursor(last.sort_key, last.id) : null,
    ...countsOf(groups, kind, architecture),
  };
}

function countsOf(
  groups: readonly { kind: ModelKind; architecture: string; count: number }[],
  kinds: readonly ModelKind[] | undefined,
  architectures: readonly string[] | undefined,
): Pick<ModelPage, 'total' | 'counts'> {
  let total = 0;
  const kind = Object.fromEntries(MODEL_KINDS.map((name) => [name, 0])) as Record<ModelKind, number>;
  // Names come from files: one may be called like what every object has.
  const architecture = new Map<string, number>();
  for (const group of groups) {
    const isKind = !kinds || kinds.includes(group.kind);
    const isArchitecture = !architectures || architectures.includes(group.architecture);
    if (isKind && isArchitecture) total += group.count;
    if (isArchitecture) kind[group.kind] += group.count;
    if (isKind)
      architecture.set(group.architecture, (architecture.get(group.architecture) ?? 0) + group.count);
  }
  return { total, counts: { kind, architecture: Object.fromEntries(architecture) } };
}

/** One of the models somebody sees; null when there is none, or it is not theirs to see. @param id a UUID */
export async function findModel(viewer: string, id: string): Promise<ModelView | null> {
  const { rows } = await databasePool().query<ModelRow>(
    `SELECT ${modelColumns()} FROM model m WHERE m.id = $2 AND ${WHOSE.all()}`,
    [viewer, id],
  );
  return rows[0] ? toModelView(rows[0]) : null;
}
