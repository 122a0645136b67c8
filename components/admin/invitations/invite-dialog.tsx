'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
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
const DAYS = [1, 7, 30];

export function InviteDialog({ manages, onClose }: { manages: boolean; onClose: () => void }) {
  const roles = useTranslations('roles');
  const acts = useTranslations('acts');
  const t = useTranslations('admin');
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
      <Dialog open onOpenChange={onClose} title={t('invitations.ready')}>
        <p className="mb-3 text-muted">{t('invitations.send')}</p>
        <CopyField label={acts('copyLink')} value={window.location.origin + invite.data.path} />
        <div className="mt-6 flex justify-end">
          <Button look="outlined" onClick={onClose}>
            {acts('done')}
          </Button>
        </div>
      </Dialog>
    );
  }
  // A team lead invites into their team only, an admin into any or none.
  const team = chosen ?? (manages ? NO_TEAM : (teams?.[0]?.id ?? ''));
  const teamOptions = [
    ...(manages ? [{ value: NO_TEAM, label: t('noTeam') }] : []),
    ...(teams ?? []).map(({ id, name, costCentre }) => ({ value: id, label: name, note: costCentre })),
  ];
  return (
    <Dialog open onOpenChange={onClose} title={t('invitations.inviteSomebody')}>
      <div className="flex flex-col gap-4">
        <TextField
          compact
          label={t('invitations.whom')}
          placeholder={t('invitations.ownNote')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className={classNames('grid gap-4', manages && 'wide:grid-cols-2')}>
          {manages && (
            <Select
              label={t('role')}
              value={role}
              onChange={(value) => setRole(value as Role)}
              options={roleOptions(roles)}
            />
          )}
          <Select
            label={t('invitations.goodFor')}
            value={days}
            onChange={setDays}
            options={DAYS.map((count) => ({ value: String(count), label: t('invitations.days', { count }) }))}
          />
        </div>
        <Select label={t('team')} value={team} onChange={setTeam} options={teamOptions} />
        {manages && team !== NO_TEAM && (
          <Switch label={t('invitations.leads')} checked={isLead} onChange={setIsLead} />
        )}
        <Failure error={invite.error} />
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>{acts('cancel')}</Button>
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
            {t('invitations.make')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
