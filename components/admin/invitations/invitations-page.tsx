'use client';
import { useQuery } from '@tanstack/react-query';
import { Link2, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Words } from '@/lib/i18n/words';
import type { InvitationView } from '@/lib/people/invitations';
import { type Column, DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { type Times, useTimes } from '../../place/use-times';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { IconButton } from '../../ui/icon-button';
import { invitationsKey } from '../admin-keys';
import { useAct } from '../use-act';
import { InviteDialog } from './invite-dialog';

/** `manages`: an admin, who invites anybody to anything; a team lead invites into their team. */
export function InvitationsPage({ manages }: { manages: boolean }) {
  const times = useTimes();
  const roles = useTranslations('roles');
  const t = useTranslations('admin');
  const [inviting, setInviting] = useState(false);
  const { data, error } = useQuery({
    queryKey: invitationsKey,
    queryFn: () => studioFetch<InvitationView[]>('/api/admin/invitations'),
  });
  const revoke = useAct(invitationsKey);
  const columns: Column<InvitationView>[] = [
    ...columnsOf(t, times, roles),
    {
      head: t('invitations.takeBack'),
      quietHead: true,
      atEnd: true,
      className: 'w-12',
      cell: ({ id, state }) =>
        state === 'open' && (
          <IconButton
            label={t('invitations.takeBack')}
            onClick={() => revoke.mutate({ method: 'DELETE', path: `/api/admin/invitations/${id}` })}
          >
            <X />
          </IconButton>
        ),
    },
  ];
  return (
    <>
      <PlaceHead
        title={t('invitations.title')}
        note={manages ? t('invitations.note') : t('invitations.noteOfLead')}
      >
        <Button look="accent" onClick={() => setInviting(true)}>
          <Link2 />
          {t('invitations.invite')}
        </Button>
      </PlaceHead>
      <Failure error={error ?? revoke.error} />
      <DataTable
        label={t('invitations.title')}
        columns={columns}
        rows={data}
        keyOf={({ id }) => id}
        empty={t('invitations.empty')}
      />
      {inviting && <InviteDialog manages={manages} onClose={() => setInviting(false)} />}
    </>
  );
}

const columnsOf = (t: Words<'admin'>, times: Times, roles: Words<'roles'>): Column<InvitationView>[] => [
  {
    head: t('invitations.for'),
    cell: ({ note, usedBy, createdBy }) => (
      <>
        <span className="block font-medium">{note || (usedBy ?? t('invitations.anybody'))}</span>
        <span className="block text-small text-faint">
          {usedBy ? t('invitations.became', { name: usedBy }) : t('invitations.from', { name: createdBy })}
        </span>
      </>
    ),
  },
  { head: t('role'), wideOnly: true, cell: ({ role }) => <Badge>{roles(`${role}.name`)}</Badge> },
  {
    head: t('team'),
    wideOnly: true,
    cell: ({ team, isLead }) => (
      <span className="text-muted">{team ? `${team}${isLead ? t('invitations.asLead') : ''}` : '–'}</span>
    ),
  },
  {
    head: t('invitations.until'),
    wideOnly: true,
    cell: ({ expiresAt }) => <span className="whitespace-nowrap text-muted">{times.day(expiresAt)}</span>,
  },
  {
    head: t('state'),
    atEnd: true,
    cell: ({ state }) => (
      <Badge look={state === 'open' ? 'accent' : 'plain'}>{t(`invitations.states.${state}`)}</Badge>
    ),
  },
];
