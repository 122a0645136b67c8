'use client';
import { useQuery } from '@tanstack/react-query';
import { Link2, X } from 'lucide-react';
import { useState } from 'react';
import type { InvitationView } from '@/lib/people/invitations';
import { type Column, DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { dayWords } from '../../place/time-words';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { IconButton } from '../../ui/icon-button';
import { invitationsKey } from '../admin-keys';
import { roleWord } from '../role-words';
import { useAct } from '../use-act';
import { InviteDialog } from './invite-dialog';

/** `manages`: an admin, who invites anybody to anything; a team lead invites into their team. */
export function InvitationsPage({ manages }: { manages: boolean }) {
  const [inviting, setInviting] = useState(false);
  const { data, error } = useQuery({
    queryKey: invitationsKey,
    queryFn: () => studioFetch<InvitationView[]>('/api/admin/invitations'),
  });
  const revoke = useAct(invitationsKey);
  const columns: Column<InvitationView>[] = [
    ...COLUMNS,
    {
      head: '',
      atEnd: true,
      className: 'w-12',
      cell: ({ id, state }) =>
        state === 'open' && (
          <IconButton
            label="Take it back"
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
        title="Invitations"
        note={
          manages
            ? 'A link with which somebody makes their own account, once.'
            : 'A link with which somebody makes their own account in your team, once.'
        }
      >
        <Button look="accent" onClick={() => setInviting(true)}>
          <Link2 />
          Invite
        </Button>
      </PlaceHead>
      <Failure error={error ?? revoke.error} />
      <DataTable
        label="Invitations"
        columns={columns}
        rows={data}
        keyOf={({ id }) => id}
        empty="No invitations yet."
      />
      {inviting && <InviteDialog manages={manages} onClose={() => setInviting(false)} />}
    </>
  );
}

const COLUMNS: Column<InvitationView>[] = [
  {
    head: 'For',
    cell: ({ note, usedBy, createdBy }) => (
      <>
        <span className="block font-medium">{note || (usedBy ?? 'anybody with the link')}</span>
        <span className="block text-small text-faint">
          {usedBy ? `became ${usedBy}` : `from ${createdBy}`}
        </span>
      </>
    ),
  },
  { head: 'Role', wideOnly: true, cell: ({ role }) => <Badge>{roleWord(role)}</Badge> },
  {
    head: 'Team',
    wideOnly: true,
    cell: ({ team, isLead }) => (
      <span className="text-muted">{team ? `${team}${isLead ? ', as lead' : ''}` : '–'}</span>
    ),
  },
  {
    head: 'Good until',
    wideOnly: true,
    cell: ({ expiresAt }) => <span className="whitespace-nowrap text-muted">{dayWords(expiresAt)}</span>,
  },
  {
    head: 'State',
    atEnd: true,
    cell: ({ state }) => <Badge look={state === 'open' ? 'accent' : 'plain'}>{state}</Badge>,
  },
];
