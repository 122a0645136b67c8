import type pg from 'pg';
import { AppError } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';

/**
 * Refuses to take the last admin away; for anybody else it does nothing. First statement of an act that could: its lock keeps two admins from taking each
 * other's role at the same moment. Throws AppError 409.
 */
export async function keepAnAdmin(client: pg.PoolClient, withoutId: string): Promise<void> {
  if (!isId(withoutId)) return;
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('admins', 0))`);
  const { rows } = await client.query<{ id: string }>(
    `SELECT u.id FROM user_account u WHERE u.role = 'admin' AND u.disabled_at IS NULL AND u.deleted_at IS NULL
       AND (u.password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM identity i WHERE i.user_id = u.id))
     ORDER BY u.id = $1 LIMIT 1`,
    [withoutId],
  );
  // The others come first, so this one stands there only when it is alone.
  if (rows[0]?.id !== withoutId) return;
  throw new AppError({
    code: 'last_admin',
    status: 409,
    message: 'This is the only admin who can sign in. Make somebody else an admin first.',
  });
}
