import { type Actor, recordAct } from '@/lib/audit/record-act';
import type { Caller } from '@/lib/auth/caller';
import { inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { interruptJobs } from '@/lib/jobs/interrupt';
import { forgetInputsOf } from '@/lib/jobs/kept-inputs';
import { keepAnAdmin } from './guard-admins';
import { handOverFiles } from './hand-over-files';
import { lockPerson } from './lock-person';

/**
 * Deletes a person for good. At once nothing of theirs opens any more, and their jobs are stopped; once the last has
 * ended, their files go to the admin and their name is free (hand-over-files.ts). The row stays, for bills and the
 * audit log. Throws AppError 404, 409 `last_admin`, `own_account`.
 */
export async function deletePerson(admin: Pick<Caller, 'id'>, actor: Actor, id: string): Promise<void> {
  if (id === admin.id) {
    throw new AppError({
      code: 'own_account',
      status: 409,
      message: 'Nobody can delete their own account. Ask another admin.',
    });
  }
  await inTransaction(async (client) => {
    await keepAnAdmin(client, id);
    const person = await lockPerson(client, id);
    const now = new Date();
    await client.query(
      `UPDATE user_account SET deleted_at = $2, disabled_at = coalesce(disabled_at, $2), sessions_from = $2,
         files_to = $3, email = NULL, password_hash = NULL, totp_secret = NULL, totp_confirmed_at = NULL,
         recovery_codes = '{}', team_id = NULL, version = version + 1 WHERE id = $1`,
      [id, now, admin.id],
    );
    await client.query('UPDATE api_token SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL', [
      id,
      now,
    ]);
    await client.query('UPDATE auth_session SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL', [
      id,
      now,
    ]);
    await client.query('UPDATE auth_session SET view_as_id = NULL WHERE view_as_id = $1', [id]);
    await client.query(
      `UPDATE model_proposal SET state = 'withdrawn', decided_at = $2 WHERE proposed_by = $1 AND state = 'open'`,
      [id, now],
    );
    await client.query('DELETE FROM identity WHERE user_id = $1', [id]);
    await client.query('DELETE FROM team_member WHERE user_id = $1', [id]);
    await recordAct(client, {
      action: 'person.deleted',
      actor,
      target: { kind: 'person', id, name: person.name },
      before: { role: person.role, email: person.email, teamId: person.teamId },
    });
  });
  await interruptJobs(id);
  await forgetInputsOf(id);
  await handOverFiles();
}
