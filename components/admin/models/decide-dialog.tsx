'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProposalForAdmins } from '@/lib/sharing/proposal-view';
import { PublicationForm } from '../../models/share/publication-form';
import { useSharingAct } from '../../models/share/use-sharing-act';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { TextArea } from '../../ui/text-area';
import { toast } from '../../ui/toast';

interface DecideDialogProps {
  proposal: ProposalForAdmins;
  onClose: () => void;
}

/** Says how a proposed model is shared, and for whom. */
export function ApproveDialog({ proposal, onClose }: DecideDialogProps) {
  const t = useTranslations('admin');
  const { id, model, proposer } = proposal;
  const [answer, setAnswer] = useState('');
  const approve = useSharingAct(() => {
    toast(t('models.shared', { name: model.name }));
    onClose();
  });
  return (
    <Dialog open onOpenChange={onClose} title={t('models.share', { name: model.name })}>
      <PublicationForm
        name={model.name}
        owner={proposer.displayName ?? proposer.name}
        ownersTeams={proposer.teams}
        act={t('models.approveAndShare')}
        isPending={approve.isPending}
        error={approve.error}
        onCancel={onClose}
        onSubmit={(publication) =>
          approve.mutate({
            method: 'POST',
            path: `/api/admin/proposals/${id}`,
            body: { decision: 'approve', answer, ...publication },
          })
        }
      >
        <AnswerField proposal={proposal} value={answer} onChange={setAnswer} />
      </PublicationForm>
    </Dialog>
  );
}

export function DeclineDialog({ proposal, onClose }: DecideDialogProps) {
  const acts = useTranslations('acts');
  const t = useTranslations('admin');
  const { id, model } = proposal;
  const [answer, setAnswer] = useState('');
  const decline = useSharingAct(() => {
    toast(t('models.stays', { name: model.name }));
    onClose();
  });
  return (
    <Dialog open onOpenChange={onClose} title={t('models.decline', { name: model.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          decline.mutate({
            method: 'POST',
            path: `/api/admin/proposals/${id}`,
            body: { decision: 'decline', answer },
          });
        }}
        className="flex flex-col gap-4"
      >
        <AnswerField proposal={proposal} value={answer} onChange={setAnswer} />
        <Failure error={decline.error} />
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>{acts('cancel')}</Button>
          <Button type="submit" look="outlined" disabled={decline.isPending}>
            {t('models.declineAct')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface AnswerFieldProps {
  proposal: ProposalForAdmins;
  value: string;
  onChange: (value: string) => void;
}

function AnswerField({ proposal: { proposer }, value, onChange }: AnswerFieldProps) {
  const t = useTranslations('admin');
  return (
    <TextArea
      label={t('models.answerTo', { name: proposer.displayName ?? proposer.name })}
      note={t('models.shownWithModel')}
      value={value}
      maxLength={2_000}
      onChange={({ target }) => onChange(target.value)}
      className="max-h-40 min-h-16"
    />
  );
}
