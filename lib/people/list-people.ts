import { databasePool } from '@/lib/db/pool';
import { noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import { PERSON_VIEW, type PersonView, type PersonViewRow, toPerson } from './person-view';

export interface PeopleFilter {
  /** Part of a name, a display name or an e-mail address. */
  search?: string;
  role?: string;
  state?: 'active' | 'disabled';
  teamId?: string;
  /** Only names after this one. */
  after?: string;
}

export interface PeoplePage {
  people: PersonView[];
  /** How many there are with this filter. */
  total: number;
  /** For `after`; null on the last page. */
  next: string | null;
}

const WHERE = `u.deleted_at IS NULL
  AND ($1::text IS NULL OR strpos(u.name, $1) > 0 OR strpos(lower(u.display_name), $1) > 0 OR strpos(u.email, $1) > 0)
  AND ($2::text IS NULL OR u.role::text = $2)
  AND ($3::text IS NULL OR (u.disabled_at IS NOT NULL) = ($3 = 'disabled'))
  AND ($4::uuid IS NULL OR EXISTS (SELECT 1 FROM team_member m WHERE m.user_id = u.id AND m.team_id = $4))`;

/** People by name, at most `limit`. */
export async function listPeople(filter: PeopleFilter, limit: number): Promise<PeoplePage> {
  const { search, role, state, teamId, after } = filter;
  const values = [search?.trim().toLowerCase() || null, role ?? null, state ?? null, teamId ?? null];
  const [page, counted] = await Promise.all([
    databasePool().query<PersonViewRow>(
      `SELECT ${PERSON_VIEW} FROM user_account u WHERE ${WHERE} AND ($5::text IS NULL OR u.name > $5)
       ORDER BY u.name LIMIT $6`,
      [...values, after ?? null, limit + 1],
    ),
    databasePool().query<{ total: number }>(
      `SELECT count(*)::int AS total FROM user_account u WHERE ${WHERE}`,
      values,
    ),
  ]);
  const people = page.rows.slice(0, limit).map(toPerson);
  return {
    people,
    total: counted.rows[0]!.total,
    next: page.rows.length > limit ? people.at(-1)!.name : null,
  };
}

/** Throws AppError 404. */
export async function findPerson(id: string): Promise<PersonView> {
  const { rows } = isId(id)
    ? await databasePool().query<PersonViewRow>(
        `SELECT ${PERSON_VIEW} FROM user_account u WHERE u.id = $1 AND u.deleted_at IS NULL`,
        [id],
      )
    : { rows: [] };
  if (!rows[0]) throw noSuch('person');
  return toPerson(rows[0]);
}
