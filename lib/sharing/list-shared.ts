import type { ModelKind } from '@/lib/catalog/model-view';
import { scopesOf } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import type { Access } from './access';
import { countJobsWith } from './jobs-with';
import type { SharedModelDetails, SharedModelsPage, SharedModelView } from './shared-model-view';

interface Row extends Omit<SharedModelView, 'usuallySeen' | 'size'> {
  place: ModelKind;
  size: string;
}

const VIEW = `m.id, m.kind::text AS kind, m.place::text AS place, m.name, m.path, m.size, m.architecture, m.title,
  left(m.sha256, 10) AS hash, m.problem, m.access::text AS access, m.version,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'archived', t.archived_at IS NOT NULL)
    ORDER BY t.name_key) FROM model_team mt JOIN team t ON t.id = mt.team_id WHERE mt.model_id = m.id), '[]') AS teams`;

const toView = ({ place, size, ...row }: Row): SharedModelView => ({
  ...row,
  size: Number(size),
  usuallySeen: scopesOf(place).includes('shared'),
});

export interface SharedFilter {
  /** A part of the path, title, trigger words, notes or hash. */
  search?: string;
  kind?: ModelKind;
  access?: Access['access'];
  /** Id of a team that may use it. */
  team?: string;
  skip?: number;
}

/** All shared models by name, for admins: also those that they themselves do not see at their work. */
export async function listSharedModels(filter: SharedFilter, limit: number): Promise<SharedModelsPage> {
  const { search = '', kind, access, team, skip = 0 } = filter;
  const where = `m.owner_id IS NULL AND m.missing_since IS NULL
    AND strpos(m.search_text, lower(normalize($1))) > 0
    AND ($2::text IS NULL OR m.kind::text = $2) AND ($3::text IS NULL OR m.access::text = $3)
    AND ($4::uuid IS NULL OR EXISTS (SELECT 1 FROM model_team mt WHERE mt.model_id = m.id AND mt.team_id = $4))`;
  const values = [search.trim().replaceAll('\0', ''), kind ?? null, access ?? null, team ?? null];
  const [page, count] = await Promise.all([
    databasePool().query<Row>(
      `SELECT ${VIEW} FROM model m WHERE ${where} ORDER BY m.name_key, m.id OFFSET $5 LIMIT $6`,
      [...values, skip, limit + 1],
    ),
    databasePool().query<{ total: number }>(
      `SELECT count(*)::int AS total FROM model m WHERE ${where}`,
      values,
    ),
  ]);
  return {
    models: page.rows.slice(0, limit).map(toView),
    total: count.rows[0]!.total,
    next: page.rows.length > limit ? skip + limit : null,
  };
}

/** A shared model and how many jobs use it. @throws AppError `model_not_found` (404) */
export async function findSharedModel(id: string): Promise<SharedModelDetails> {
  if (!isId(id)) throw noSuch('model');
  const { rows } = await databasePool().query<Row>(
    `SELECT ${VIEW} FROM model m WHERE m.id = $1 AND m.owner_id IS NULL AND m.missing_since IS NULL`,
    [id],
  );
  if (!rows[0]) throw noSuch('model');
  return { model: toView(rows[0]), jobs: await countJobsWith(id) };
}
