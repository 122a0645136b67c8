import { type Actor, recordAct } from '@/lib/audit/record-act';
import { inTransaction } from '@/lib/db/pool';
import { lockModel, type ModelFile } from './model-file';

/** What people say of a model. Null: as the file says. */
export interface ModelChange {
  notes?: string;
  licence?: string | null;
  triggerWords?: string[] | null;
}

interface Said {
  notes: string;
  licence: string | null;
  triggerWords: string[] | null;
}

/**
 * Changes what is said of a model, as it was at `version`; of a shared one the audit log has what it was and is.
 *
 * @throws AppError `changed_meanwhile` (409), `model_not_found`
 */
export function editModel(
  actor: Actor,
  model: ModelFile,
  version: number,
  change: ModelChange,
): Promise<void> {
  return inTransaction(async (client) => {
    const { id, ownerId, name } = await lockModel(client, model, version);
    const { rows } = await client.query<Said>(
      'SELECT notes, licence, own_trigger_words AS "triggerWords" FROM model WHERE id = $1',
      [id],
    );
    const before = rows[0]!;
    const after: Said = { ...before, ...change };
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    await client.query(
      `UPDATE model SET notes = $2, licence = $3, own_trigger_words = $4, version = version + 1 WHERE id = $1`,
      [id, after.notes, after.licence, after.triggerWords],
    );
    if (ownerId !== null) return;
    const changed = (Object.keys(change) as (keyof Said)[]).filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    const only = (said: Said) => Object.fromEntries(changed.map((key) => [key, said[key]]));
    await recordAct(client, {
      action: 'model.changed',
      actor,
      target: { kind: 'model', id, name },
      before: only(before),
      after: only(after),
    });
  });
}
