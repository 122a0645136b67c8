import { type Actor, recordAct } from '@/lib/audit/record-act';
import { findModelFile, lockModel, type ModelFile } from '@/lib/catalog/model-file';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { isId, newId } from '@/lib/jobs/job-id';
import type { ProposalView } from './proposal-view';
import { refuseUnusable } from './publish';

/** A person who proposes; the actor of the audit log is they. */
interface Proposer {
  id: string;
  actor: Actor;
}

/**
 * Proposes a model of one's own to the admins, with a note.
 *
 * @throws AppError `model_not_found` (404), `model_unusable`, `already_proposed` (409)
 */
export async function proposeModel({ id, actor }: Proposer, modelId: string, note: string): Promise<void> {
  const found = await requireOwnModel(id, modelId);
  await refuseUnusable(found);
  await inTransaction(async (client) => {
    const model = await lockModel(client, found);
    if (model.ownerId !== id) throw noSuch('model');
    const { rowCount } = await client.query(
      `INSERT INTO model_proposal (id, model_id, proposed_by, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [newId(), modelId, id, note],
    );
    if (!rowCount) throw alreadyProposed();
    await recordAct(client, {
      action: 'proposal.made',
      actor,
      target: { kind: 'model', id: modelId, name: model.name },
      after: { note },
    });
  });
}

/** Takes back a proposal that no admin has answered. @throws AppError `proposal_not_found` (404) */
export async function withdrawProposal({ id, actor }: Proposer, modelId: string): Promise<void> {
  if (!isId(modelId)) throw noSuch('proposal');
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `UPDATE model_proposal p SET state = 'withdrawn', decided_at = now() FROM model m
        WHERE m.id = p.model_id AND p.model_id = $1 AND p.proposed_by = $2 AND p.state = 'open' RETURNING m.name`,
      [modelId, id],
    );
    if (!rows[0]) throw noSuch('proposal');
    await recordAct(client, {
      action: 'proposal.withdrawn',
      actor,
      target: { kind: 'model', id: modelId, name: rows[0].name },
    });
  });
}

/** A model of one’s own. @throws AppError `model_not_found` (404) */
export async function requireOwnModel(userId: string, modelId: string): Promise<ModelFile> {
  const model = await findModelFile(userId, modelId);
  if (model.ownerId !== userId) throw noSuch('model');
  return model;
}

/**
 * How one's last proposal of a model stands; null: there is none.
 *
 * @throws AppError `model_not_found` (404) for a model that one neither sees nor ever proposed
 */
export async function findProposal(userId: string, modelId: string): Promise<ProposalView | null> {
  if (!isId(modelId)) throw noSuch('model');
  const { rows } = await databasePool().query<ProposalView>(
    `SELECT ${PROPOSAL} FROM model_proposal p WHERE p.model_id = $1 AND p.proposed_by = $2
      ORDER BY p.created_at DESC, p.id DESC LIMIT 1`,
    [modelId, userId],
  );
  if (rows[0]) return rows[0];
  await findModelFile(userId, modelId);
  return null;
}

const ISO = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** The columns of a view, of rows `p`. */
export const PROPOSAL = `p.id, p.state::text AS state, p.note, p.answer, ${ISO('p.created_at')} AS "createdAt",
  ${ISO('p.decided_at')} AS "decidedAt"`;

const alreadyProposed = () =>
  new AppError({
    code: 'already_proposed',
    status: 409,
    message: 'You have proposed this model already. Wait for the answer, or take the proposal back.',
  });
