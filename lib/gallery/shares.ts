import { type Actor, recordAct } from '@/lib/audit/record-act';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { isId, newId } from '@/lib/jobs/job-id';
import type { ShareTeam, ShareView } from './share-view';

type Sharer = Actor & { id: string };

/** The teams this person is in, by name; archived ones are none. */
export async function listShareTeams(userId: string): Promise<ShareTeam[]> {
  const { rows } = await databasePool().query<ShareTeam>(
    `SELECT t.id, t.name FROM team t JOIN team_member m ON m.team_id = t.id
     WHERE m.user_id = $1 AND t.archived_at IS NULL ORDER BY t.name_key`,
    [userId],
  );
  return rows;
}

/**
 * Shows pictures to the members of a team; those that are not this person's are passed over. Answers the id in the link.
 * @throws AppError `team_not_found` (404) for a team they are not in, `picture_not_found` (404) when none is left
 */
export function makeShare(
  sharer: Sharer,
  { teamId, ids }: { teamId: string; ids: readonly string[] },
): Promise<string> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT t.name FROM team t JOIN team_member m ON m.team_id = t.id
       WHERE t.id = $1 AND m.user_id = $2 AND t.archived_at IS NULL FOR SHARE OF m`,
      [teamId, sharer.id],
    );
    const [team] = rows;
    if (!team) throw noSuch('team');
    const id = newId();
    await client.query('INSERT INTO picture_share (id, user_id, team_id) VALUES ($1, $2, $3)', [
      id,
      sharer.id,
      teamId,
    ]);
    const { rowCount } = await client.query(
      `INSERT INTO shared_picture (share_id, picture_id, place)
       SELECT $1, p.id, array_position($3::uuid[], p.id) FROM picture p
       WHERE p.id = ANY($3) AND p.user_id = $2 AND p.saved AND p.deleted_at IS NULL`,
      [id, sharer.id, ids],
    );
    if (!rowCount) throw nothingToShow();
    await recordAct(client, {
      action: 'pictures.shared',
      actor: sharer,
      target: { kind: 'share', id, name: team.name },
      after: { team: team.name, pictures: rowCount },
    });
    return id;
  });
}

/** What this person shows to teams, the newest first. */
export async function listShares(userId: string): Promise<ShareView[]> {
  const { rows } = await databasePool().query<Omit<ShareView, 'createdAt'> & { createdAt: Date }>(
    `SELECT s.id, t.name AS team, s.created_at AS "createdAt", (SELECT count(*)::int FROM shared_picture c
       JOIN picture p ON p.id = c.picture_id WHERE c.share_id = s.id AND p.deleted_at IS NULL) AS count
     FROM picture_share s JOIN team t ON t.id = s.team_id
     WHERE s.user_id = $1 AND s.revoked_at IS NULL ORDER BY s.created_at DESC, s.id DESC LIMIT 200`,
    [userId],
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** From now on the link leads nowhere. @throws AppError `share_not_found` (404), also for other people's */
export function revokeShare(sharer: Sharer, id: string): Promise<void> {
  return inTransaction(async (client) => {
    if (!isId(id)) throw noSuch('share');
    const { rows } = await client.query<{ name: string }>(
      `UPDATE picture_share s SET revoked_at = now() FROM team t
       WHERE s.id = $1 AND s.user_id = $2 AND s.revoked_at IS NULL AND t.id = s.team_id RETURNING t.name`,
      [id, sharer.id],
    );
    const [team] = rows;
    if (!team) throw noSuch('share');
    await recordAct(client, {
      action: 'pictures.unshared',
      actor: sharer,
      target: { kind: 'share', id, name: team.name },
    });
  });
}

const nothingToShow = () =>
  new AppError({
    code: 'picture_not_found',
    status: 404,
    message: 'None of these pictures is there (any more). Reload the page to see those there are.',
  });
