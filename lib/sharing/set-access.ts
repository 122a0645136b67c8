import { type Actor, recordAct } from '@/lib/audit/record-act';
import { lockModel } from '@/lib/catalog/model-file';
import { inTransaction } from '@/lib/db/pool';
import { noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import type { Access } from './access';
import { accessOf, writeAccess } from './write-access';

/**
 * Says who may use a shared model, as it was at `version`.
 *
 * @throws AppError `model_not_found` (404; also for what lies in somebody’s own folder), `changed_meanwhile`,
 *   `team_archived` (409) …
 */
export async function setAccess(actor: Actor, id: string, version: number, given: Access): Promise<void> {
  if (!isId(id)) throw noSuch('model');
  return inTransaction(async (client) => {
    const model = await lockModel(client, { id }, version);
    if (model.ownerId !== null) throw noSuch('model');
    const before = await accessOf(client, id);
    await writeAccess(client, id, given);
    const after = await accessOf(client, id);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    await client.query('UPDATE model SET version = version + 1 WHERE id = $1', [id]);
    await recordAct(client, {
      action: 'model.access_changed',
      actor,
      target: { kind: 'model', id, name: model.name },
      before,
      after,
    });
  });
}
