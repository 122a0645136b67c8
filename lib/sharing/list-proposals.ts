import type { ModelKind } from '@/lib/catalog/model-view';
import { databasePool } from '@/lib/db/pool';
import { obstacleOf } from './obstacle';
import type { ProposalForAdmins, ProposalView } from './proposal-view';
import { PROPOSAL } from './proposals';

interface Row extends ProposalView {
  proposed_by: string;
  proposer: string;
  display_name: string | null;
  is_deleted: boolean;
  teams: string[];
  model_id: string;
  kind: ModelKind;
  name: string;
  size: string;
  architecture: string | null;
  title: string | null;
  hash: string | null;
  notes: string;
  problem: string | null;
  missing: boolean;
  is_theirs: boolean | null;
}

const MOST = 200;

/** Proposals that no admin has answered, the oldest first. */
export async function listOpenProposals(): Promise<ProposalForAdmins[]> {
  const { rows } = await databasePool().query<Row>(
    `SELECT ${PROPOSAL}, p.proposed_by, u.name AS proposer, u.display_name, u.deleted_at IS NOT NULL AS is_deleted,
       ARRAY(SELECT tm.team_id FROM team_member tm WHERE tm.user_id = u.id) AS teams, m.id AS model_id,
       m.kind::text AS kind, m.name, m.size, m.architecture, m.title, left(m.sha256, 10) AS hash, m.notes, m.problem,
       m.missing_since IS NOT NULL AS missing, m.owner_id = p.proposed_by AS is_theirs
      FROM model_proposal p JOIN model m ON m.id = p.model_id JOIN user_account u ON u.id = p.proposed_by
     WHERE p.state = 'open' ORDER BY p.created_at, p.id LIMIT $1`,
    [MOST],
  );
  return rows.map(toView);
}

const toView = (row: Row): ProposalForAdmins => ({
  id: row.id,
  state: row.state,
  note: row.note,
  answer: row.answer,
  createdAt: row.createdAt,
  decidedAt: row.decidedAt,
  proposer: {
    id: row.proposed_by,
    name: row.proposer,
    displayName: row.display_name,
    teams: row.teams,
  },
  model: {
    id: row.model_id,
    kind: row.kind,
    name: row.name,
    size: Number(row.size),
    architecture: row.architecture,
    title: row.title,
    hash: row.hash,
    notes: row.notes,
  },
  obstacle: obstacleOf({
    state: row.state,
    name: row.name,
    problem: row.problem,
    missing: row.missing,
    isTheirs: row.is_theirs,
    proposer: row.proposer,
    isDeleted: row.is_deleted,
  }),
});
