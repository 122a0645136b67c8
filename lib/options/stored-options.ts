import { databasePool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { OPTIONS_CHANGED } from './option-changes';

/** What a user set, without defaults. */
export type StoredOptions = Readonly<Record<string, unknown>>;

export async function storedOptions(userId: string): Promise<StoredOptions> {
  const { rows } = await databasePool().query<{ values: StoredOptions }>(
    prepared('SELECT "values" FROM user_options WHERE user_id = $1', [userId]),
  );
  return rows[0]?.values ?? {};
}

/** Sets and forgets options in one statement, so that two changes at a time both stay, and tells of it. */
export async function storeOptions(
  userId: string,
  { set, forget }: { set: Record<string, unknown>; forget: readonly string[] },
): Promise<void> {
  await databasePool().query(
    `WITH stored AS (
       INSERT INTO user_options (user_id, "values", updated_at) VALUES ($1, $2::jsonb, now())
       ON CONFLICT (user_id) DO UPDATE
         SET "values" = (user_options."values" - $3::text[]) || excluded."values", updated_at = now()
       RETURNING user_id)
     SELECT pg_notify('${OPTIONS_CHANGED}', user_id::text) FROM stored`,
    [userId, JSON.stringify(set), forget],
  );
}
