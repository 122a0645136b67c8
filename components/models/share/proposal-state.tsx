'use client';
import type { ProposalView } from '@/lib/sharing/proposal-view';
import { agoWords } from '../../place/time-words';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { useSharingAct } from './use-sharing-act';

const WORDS: Record<ProposalView['state'], string> = {
  open: 'You proposed it',
  approved: 'An admin shared it',
  declined: 'An admin declined it',
  withdrawn: 'You took your proposal back',
};

/** How one’s proposal of a model stands. */
export function ProposalState({ modelId, proposal }: { modelId: string; proposal: ProposalView }) {
  const withdraw = useSharingAct(() => {});
  const { state, answer, createdAt, decidedAt } = proposal;
  if (state === 'withdrawn') return null;
  return (
    <div className="rounded-control bg-hover px-3 py-2">
      <div className="flex items-center justify-between gap-2">
        <p className="text-muted">
          {WORDS[state]} {agoWords(decidedAt ?? createdAt)}.
        </p>
        {state === 'open' && (
          <Button
            className="-mr-2"
            disabled={withdraw.isPending}
            onClick={() => withdraw.mutate({ method: 'DELETE', path: `/api/models/${modelId}/proposal` })}
          >
            Take it back
          </Button>
        )}
      </div>
      {answer !== '' && <p className="break-words whitespace-pre-wrap">{answer}</p>}
      <Failure error={withdraw.error} />
    </div>
  );
}
