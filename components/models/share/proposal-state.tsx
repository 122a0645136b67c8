'use client';
import { useTranslations } from 'use-intl';
import type { ProposalView } from '@/lib/sharing/proposal-view';
import { useTimes } from '../../place/use-times';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { useSharingAct } from './use-sharing-act';

/** How one’s proposal of a model stands. */
export function ProposalState({ modelId, proposal }: { modelId: string; proposal: ProposalView }) {
  const times = useTimes();
  const t = useTranslations('models');
  const withdraw = useSharingAct(() => {});
  const { state, answer, createdAt, decidedAt } = proposal;
  if (state === 'withdrawn') return null;
  return (
    <div className="rounded-control bg-hover px-3 py-2">
      <div className="flex items-center justify-between gap-2">
        <p className="text-muted">{t(`proposal.${state}`, { ago: times.ago(decidedAt ?? createdAt) })}</p>
        {state === 'open' && (
          <Button
            className="-mr-2"
            disabled={withdraw.isPending}
            onClick={() => withdraw.mutate({ method: 'DELETE', path: `/api/models/${modelId}/proposal` })}
          >
            {t('proposal.takeBack')}
          </Button>
        )}
      </div>
      {answer !== '' && <p className="break-words whitespace-pre-wrap">{answer}</p>}
      <Failure error={withdraw.error} />
    </div>
  );
}
