'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '@/lib/auth/caller';
import type { TeamView } from '@/lib/teams/team-view';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { CopyField } from '../../ui/copy-field';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Select } from '../../ui/select';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import { invitationsKey, teamsKey } from '../admin-keys';
import { roleOptions } from '../role-words';
import { useAct } from '../use-act';

const NO_TEAM = 'none';
const DAYS = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
];

export function InviteDialog({ manages, onClose }: { manages: boolean; onClose: () => void }) {
  const [note, setNote] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [chosen, setTeam] = useState<string | null>(null);
  const [isLead, setIsLead] = useState(false);
  const [days, setDays] = useState('7');
  const { data: teams } = useQuery({
    queryKey: [...teamsKey, '', 'false'],
    queryFn: () => studioFetch<TeamView[]>('/api/admin/teams?archived=false'),
  });
  const invite = useAct<{ path: string }>(invitationsKey);
  if (invite.data) {
    return (
      <Dialog open onOpenChange={onClose} title="The invitation is ready">
        <p className="mb-3 text-muted">Send this link. It works once and is not shown again.</p>
        <CopyField label="Copy the link" value={window.location.origin + invite.data.path} />
        <div className="mt-6 flex justify-end">
          <Button look="outlined" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    );
  }
  // A team lead invites into their team only, an admin into any or none.
  const team = chosen ?? (manages ? NO_TEAM : (teams?.[0]?.id ?? ''));
  const teamOptions = [
    ...(manages ? [{ value: NO_TEAM, label: 'No team' }] : []),
    ...(teams ?? []).map(({ id, name, costCentre }) => ({ value: id, label: name, note: costCentre })),
  ];
  return (
    <Dialog open onOpenChange={onClose} title="Invite somebody">
      <div className="flex flex-col gap-4">
        <TextField
          compact
          label="Whom it is for"
          placeholder="A note for yourself"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className={classNames('grid gap-4', manages && 'wide:grid-cols-2')}>
          {manages && (
            <Select
              label="Role"
              value={role}
              onChange={(value) => setRole(value as Role)}
              options={roleOptions}
            />
          )}
          <Select label="Good for" value={days} onChange={setDays} options={DAYS} />
        </div>
        <Select label="Team" value={team} onChange={setTeam} options={teamOptions} />
        {manages && team !== NO_TEAM && (
          <Switch label="Leads this team" checked={isLead} onChange={setIsLead} />
        )}
        <Failure error={invite.error} />
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="accent"
            disabled={invite.isPending || team === ''}
            onClick={() =>
              invite.mutate({
                method: 'POST',
                path: '/api/admin/invitations',
                body: { note, role, teamId: team === NO_TEAM ? null : team, isLead, days: Number(days) },
              })
            }
          >
            Make the link
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
