import type { ModelKind } from '@/lib/catalog/model-view';

/** A member's wish that a model of theirs be shared. Times are ISO 8601. */
export interface ProposalView {
  id: string;
  state: 'open' | 'approved' | 'declined' | 'withdrawn';
  note: string;
  /** The admin's words; empty: none. */
  answer: string;
  createdAt: string;
  decidedAt: string | null;
}

/** The same as admins see it. */
export interface ProposalForAdmins extends ProposalView {
  proposer: {
    id: string;
    name: string;
    displayName: string | null;
    /** Ids of the teams they belong to. */
    teams: string[];
  };
  model: {
    id: string;
    kind: ModelKind;
    name: string;
    size: number;
    architecture: string | null;
    title: string | null;
    hash: string | null;
    notes: string;
  };
  /** Why it can't be approved, as a sentence; null when it can. */
  obstacle: string | null;
}
