import type pg from 'pg';
import { recordAct } from '@/lib/audit/record-act';
import { findModelFile } from '@/lib/catalog/model-file';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import { moveModel } from './move-model';
import { type ObstacleFacts, obstacleOf } from './obstacle';
import { type Admin, type Publication, publicationOf } from './publish';
import { accessOf } from './write-access';

interface ProposalRow extends ObstacleFacts {
  id: string;
  model_id: string;
  proposed_by: string;
}

/** @throws AppError `proposal_not_found` (404), `proposal_obstacle` (409) with the reason as its sentence */
async function findOpen(client: Pick<pg.PoolClient, 'query'>, id: string, lock = ''): Promise<ProposalRow> {
  if (!isId(id)) throw noSuch('proposal');
  const { rows } = await client.query<ProposalRow>(
    `SELECT p.id, p.model_id, p.proposed_by, p.state::text AS state, m.name, m.problem, m.owner_id = p.proposed_by AS "isTheirs",
       m.missing_since IS NOT NULL AS missing, u.name AS proposer, u.deleted_at IS NOT NULL AS "isDeleted"
      FROM model_proposal p JOIN model m ON m.id = p.model_id JOIN user_account u ON u.id = p.proposed_by
     WHERE p.id = $1 ${lock}`,
    [id],
  );
  if (!rows[0]) throw noSuch('proposal');
  return rows[0];
}

function refuse(sentence: string | null): void {
  if (sentence === null) return;
  throw new AppError({ code: 'proposal_obstacle', status: 409, message: sentence });
}

/**
 * Shares a model that was proposed, as the admin says; answers the id of the shared one.
 *
 * @throws AppError `proposal_obstacle` (409) when it was answered, withdrawn, thrown away or its owner deleted meanwhile,
 *   `name_taken`, `owner_left_out` …
 */
export async function approveProposal(
  admin: Admin,
  id: string,
  publication: Publication & { answer: string },
): Promise<string> {
  const proposal = await findOpen(databasePool(), id);
  refuse(obstacleOf(proposal));
  const model = await findModelFile(proposal.proposed_by, proposal.model_id);
  const { check, ...move } = await publicationOf(admin, model, publication);
  return moveModel({
    ...move,
    check: async (client) => {
      refuse(obstacleOf(await findOpen(client, id, 'FOR UPDATE OF p')));
      await check?.(client);
    },
    record: async (client, sharedId) => {
      await close(client, admin, id, 'approved', publication.answer);
      await recordAct(client, {
        action: 'proposal.approved',
        actor: admin,
        target: { kind: 'model', id: sharedId, name: model.name },
        after: {
          from: proposal.proposer,
          mode: publication.mode,
          answer: publication.answer,
          ...(await accessOf(client, sharedId)),
        },
      });
    },
  });
}

/** Says no to a proposal, and why. @throws AppError `proposal_obstacle` (409) when it was answered or withdrawn meanwhile */
export function declineProposal(admin: Admin, id: string, answer: string): Promise<void> {
  return inTransaction(async (client) => {
    const proposal = await findOpen(client, id, 'FOR UPDATE OF p');
    // Of what is gone too: then it is off the list.
    if (proposal.state !== 'open') refuse(obstacleOf(proposal));
    await close(client, admin, id, 'declined', answer);
    await recordAct(client, {
      action: 'proposal.declined',
      actor: admin,
      target: { kind: 'model', id: proposal.model_id, name: proposal.name },
      after: { from: proposal.proposer, answer },
    });
  });
}

async function close(
  client: pg.PoolClient,
  admin: Admin,
  id: string,
  state: 'approved' | 'declined',
  answer: string,
): Promise<void> {
  await client.query(
    'UPDATE model_proposal SET state = $2, answer = $3, decided_at = now(), decided_by = $4 WHERE id = $1',
    [id, state, answer, admin.id],
  );
}
