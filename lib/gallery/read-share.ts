import { databasePool } from '@/lib/db/pool';
import { noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import type { SharedPicture, SharedPictures } from './share-view';

/**
 * Whether `$2` may look: the owner, and who is in the team now. Asked with everything that is read, so that leaving a
 * team or taking the link back counts at once.
 */
const MAY_LOOK = `s.revoked_at IS NULL AND (s.user_id = $2 OR EXISTS (
  SELECT 1 FROM team_member m JOIN team t ON t.id = m.team_id
  WHERE m.team_id = s.team_id AND m.user_id = $2 AND t.archived_at IS NULL))`;

type Row = Omit<SharedPicture, 'createdAt'> & { createdAt: Date };

/** What a link shows this person. @throws AppError `share_not_found` (404) for everybody it is not for */
export async function readShare(viewerId: string, id: string): Promise<SharedPictures> {
  if (!isId(id)) throw noSuch('share');
  const { rows } = await databasePool().query<{ owner: string; team: string; createdAt: Date }>(
    `SELECT coalesce(u.display_name, u.name) AS owner, t.name AS team, s.created_at AS "createdAt"
     FROM picture_share s JOIN user_account u ON u.id = s.user_id JOIN team t ON t.id = s.team_id
     WHERE s.id = $1 AND ${MAY_LOOK}`,
    [id, viewerId],
  );
  const [share] = rows;
  if (!share) throw noSuch('share');
  const { rows: pictures } = await databasePool().query<Row>(
    `SELECT p.id, p.kind, p.width, p.height, p.infotext, p.created_at AS "createdAt"
     FROM shared_picture c JOIN picture_share s ON s.id = c.share_id
       JOIN picture p ON p.id = c.picture_id AND p.user_id = s.user_id
     WHERE c.share_id = $1 AND p.saved AND p.deleted_at IS NULL ORDER BY c.place`,
    [id],
  );
  return {
    ...share,
    id,
    createdAt: share.createdAt.toISOString(),
    pictures: pictures.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
  };
}

/** Whose picture it is, of one that the link shows this person. @throws AppError `picture_not_found` (404) */
export async function ownerOfShared(viewerId: string, id: string, pictureId: string): Promise<string> {
  const { rows } =
    isId(id) && isId(pictureId)
      ? await databasePool().query<{ ownerId: string }>(
          `SELECT p.user_id AS "ownerId" FROM picture_share s JOIN shared_picture c ON c.share_id = s.id
             JOIN picture p ON p.id = c.picture_id AND p.user_id = s.user_id
           WHERE s.id = $1 AND c.picture_id = $3 AND p.saved AND p.deleted_at IS NULL AND ${MAY_LOOK}`,
          [id, viewerId, pictureId],
        )
      : { rows: [] };
  if (!rows[0]) throw noSuch('picture');
  return rows[0].ownerId;
}
