'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatBytes } from '@/lib/files/format-bytes';
import type { ProposalForAdmins } from '@/lib/sharing/proposal-view';
import { kindLine } from '../../models/kind-words';
import { Panel } from '../../place/panel';
import { agoWords } from '../../place/time-words';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { ApproveDialog, DeclineDialog } from './decide-dialog';
import { proposalsQuery } from './proposals-query';

/** What members propose, on top of the page; nothing while nobody proposes anything. */
export function ProposalsPanel() {
  const { data } = useQuery(proposalsQuery);
  const [deciding, decide] = useState<{ proposal: ProposalForAdmins; approve: boolean } | null>(null);
  const close = () => decide(null);
  return (
    <>
      {data && data.length > 0 && (
        <div className="mb-6">
          <Panel title="Proposed" note="Members who want others to use what is theirs.">
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
  const { proposer, model, note, obstacle, createdAt } = proposal;
  return (
    <li className="flex flex-wrap items-start gap-3 border-t py-3 first:border-0 first:pt-0 last:pb-0">
      <Avatar name={proposer.displayName ?? proposer.name} />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium break-words">{model.name}</p>
        <p className="text-small text-muted">
          {kindLine(model)}, {formatBytes(model.size)}, by {proposer.displayName ?? proposer.name}{' '}
          {agoWords(createdAt)}
        </p>
        {note !== '' && <p className="mt-1 break-words whitespace-pre-wrap">{note}</p>}
        {obstacle !== null && <p className="mt-1 text-danger">{obstacle}</p>}
      </div>
      <div className="ml-auto flex gap-1">
        <Button onClick={() => onDecide(false)}>Decline…</Button>
        {obstacle === null && (
          <Button look="outlined" onClick={() => onDecide(true)}>
            Approve…
          </Button>
        )}
      </div>
    </li>
  );
}
