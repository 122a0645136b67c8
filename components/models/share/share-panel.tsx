'use client';
import { useQuery } from '@tanstack/react-query';
import { Share2, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import type { ProposalView } from '@/lib/sharing/proposal-view';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { ProposalState } from './proposal-state';
import { ProposeDialog } from './propose-dialog';
import { PublishDialog } from './publish-dialog';
import { SharedModelDialog } from './shared-model-dialog';
import { proposalKey } from './sharing-keys';

/** Who else may use a model: what an admin decides, and what a member proposes and is answered. */
export function SharePanel({ model, admin }: { model: ModelView; admin: boolean }) {
  const t = useTranslations('models');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const proposal = useQuery({
    queryKey: proposalKey(model.id),
    queryFn: () => studioFetch<ProposalView | null>(`/api/models/${model.id}/proposal`),
    enabled: !admin,
    refetchOnWindowFocus: true,
  });
  if (admin) {
    if (model.isOwn && model.problem !== null) return null;
    return (
      <>
        <Button look="outlined" onClick={() => setOpen(true)}>
          {model.isOwn ? <Share2 /> : <Users />}
          {model.isOwn ? t('share.share') : t('share.access')}
        </Button>
        {isOpen && model.isOwn && <PublishDialog model={model} onClose={close} />}
        {isOpen && !model.isOwn && <SharedModelDialog id={model.id} onClose={close} />}
      </>
    );
  }
  const mayPropose = model.isOwn && model.problem === null && proposal.data?.state !== 'open';
  return (
    <>
      {proposal.data && <ProposalState modelId={model.id} proposal={proposal.data} />}
      {mayPropose && proposal.data !== undefined && (
        <Button look="outlined" onClick={() => setOpen(true)}>
          <Share2 />
          {proposal.data?.state === 'declined' ? t('share.again') : t('share.propose')}
        </Button>
      )}
      {isOpen && <ProposeDialog model={model} onClose={close} />}
    </>
  );
}
