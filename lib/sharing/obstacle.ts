import type { ProposalView } from './proposal-view';

export interface ObstacleFacts {
  state: ProposalView['state'];
  /** Of the model. */
  name: string;
  problem: string | null;
  missing: boolean;
  /** The model still lies in the folder of whoever proposed it. */
  isTheirs: boolean | null;
  proposer: string;
  isDeleted: boolean;
}

/** Why a proposal can't be approved, as a sentence; null when it can. */
export function obstacleOf(facts: ObstacleFacts): string | null {
  const { state, name, problem, missing, isTheirs, proposer, isDeleted } = facts;
  if (isDeleted)
    return `${proposer} was deleted meanwhile. “${name}” lies among the files that were handed over.`;
  if (state === 'withdrawn') return `${proposer} has taken this proposal back.`;
  if (state !== 'open') return `This proposal was ${state} meanwhile. Reload the page to see how it stands.`;
  if (missing || !isTheirs)
    return `“${name}” is no longer where ${proposer} had it: thrown away, or moved out of their models. Decline the proposal, or ask them to bring it back.`;
  if (problem !== null) return `“${name}” can’t be used: ${problem}`;
  return null;
}
