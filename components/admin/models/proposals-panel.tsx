'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatBytes } from '@/lib/files/format-bytes';
import type { ProposalForAdmins } from '@/lib/sharing/proposal-view';
import { kindLine } from '../../models/kind-words';
import { Panel } from '../../place/panel';
import { useTimes } from '../../place/use-times';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { ApproveDialog, DeclineDialog } from './decide-dialog';
import { proposalsQuery } from './proposals-query';

/** What members propose, on top of the page; nothing while nobody proposes anything. */
export function ProposalsPanel() {
  const t = useTranslations('admin');
  const { data } = useQuery(proposalsQuery);
  const [deciding, decide] = useState<{ proposal: ProposalForAdmins; approve: boolean } | null>(null);
  const close = () => decide(null);
  return (
    <>
      {data && data.length > 0 && (
        <div className="mb-6">
          <Panel title={t('models.proposed')} note={t('models.proposedNote')}>
            <ul>
              {data.map((proposal) => (
                <ProposalRow
                  key={proposal.id}
                  proposal={proposal}
                  onDecide={(approve) => decide({ proposal, approve })}
                />
              ))}
            </ul>
          </Panel>
        </div>
      )}
      {deciding?.approve && <ApproveDialog proposal={deciding.proposal} onClose={close} />}
      {deciding && !deciding.approve && <DeclineDialog proposal={deciding.proposal} onClose={close} />}
    </>
  );
}

interface ProposalRowProps {
  proposal: ProposalForAdmins;
  onDecide: (approve: boolean) => void;
}

function ProposalRow({ proposal, onDecide }: ProposalRowProps) {
  const models = useTranslations('models');
  const times = useTimes();
  const t = useTranslations('admin');
  const { proposer, model, note, obstacle, createdAt } = proposal;
  return (
    <li className="flex flex-wrap items-start gap-3 border-t py-3 first:border-0 first:pt-0 last:pb-0">
      <Avatar name={proposer.displayName ?? proposer.name} />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium break-words">{model.name}</p>
        <p className="text-small text-muted">
          {t('models.by', {
            kind: kindLine(model, models),
            size: formatBytes(model.size),
            name: proposer.displayName ?? proposer.name,
            ago: times.ago(createdAt),
          })}
        </p>
        {note !== '' && <p className="mt-1 break-words whitespace-pre-wrap">{note}</p>}
        {obstacle !== null && <p className="mt-1 text-danger">{obstacle}</p>}
      </div>
      <div className="ml-auto flex gap-1">
        <Button onClick={() => onDecide(false)}>{t('models.declineMore')}</Button>
        {obstacle === null && (
          <Button look="outlined" onClick={() => onDecide(true)}>
            {t('models.approve')}
          </Button>
        )}
      </div>
    </li>
  );
}
