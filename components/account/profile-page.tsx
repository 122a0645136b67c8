'use client';
import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { OwnAccount } from '@/lib/people/own-account';
import { roleWord } from '../admin/role-words';
import { useAct } from '../admin/use-act';
import { Panel } from '../place/panel';
import { PlaceHead } from '../place/place-head';
import { momentWords } from '../place/time-words';
import { studioFetch } from '../studio/data/studio-fetch';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { Select } from '../ui/select';
import { Skeleton } from '../ui/skeleton';
import { TextField } from '../ui/text-field';
import { accountKey } from './account-keys';

const NO_TEAM = 'none';

export function ProfilePage() {
  const { data: account, error } = useQuery({
    queryKey: accountKey,
    queryFn: () => studioFetch<OwnAccount>('/api/account'),
  });
  return (
    <>
      <PlaceHead title="Profile" />
      <Failure error={error} />
      {account ? (
        <>
          {account.visits.length > 0 && <Visits visits={account.visits} />}
          <Who key={account.displayName} account={account} />
          <Teams account={account} />
        </>
      ) : (
        <Skeleton className="h-80 rounded-card" />
      )}
    </>
  );
}

function Visits({ visits }: { visits: OwnAccount['visits'] }) {
  return (
    <Panel
      title="An admin looked at the studio as you"
      note="To read only: nothing could be changed in your name."
    >
      <ul>
        {visits.map(({ at, admin }) => (
          <li key={at} className="flex items-center gap-3 border-t py-2 first:border-0">
            <Eye aria-hidden className="size-4 text-accent-text" />
            <span className="flex-1 font-medium">{admin}</span>
            <time dateTime={at} className="text-muted">
              {momentWords(at)}
            </time>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Who({ account }: { account: OwnAccount }) {
  const [shownAs, setShownAs] = useState(account.displayName ?? '');
  const save = useAct(accountKey, () => toast('Saved'));
  return (
    <Panel title="Who you are">
      <div className="flex items-center gap-4">
        <Avatar name={account.displayName ?? account.name} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{account.name}</p>
          <p className="truncate text-small text-faint">{account.email ?? 'no e-mail address'}</p>
        </div>
        <Badge look={account.role === 'admin' ? 'accent' : 'plain'}>{roleWord(account.role)}</Badge>
      </div>
      <form
        className="mt-4 flex max-w-100 items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ method: 'PATCH', path: '/api/account', body: { displayName: shownAs || null } });
        }}
      >
        <div className="flex-1">
          <TextField
            compact
            label="Shown as"
            placeholder={account.name}
            value={shownAs}
            onChange={(event) => setShownAs(event.target.value)}
            error={save.error?.message}
          />
        </div>
        {shownAs !== (account.displayName ?? '') && (
          <Button type="submit" look="accent" disabled={save.isPending}>
            Save
          </Button>
        )}
      </form>
    </Panel>
  );
}

function Teams({ account }: { account: OwnAccount }) {
  const save = useAct(accountKey, () => toast('Saved'));
  const options = [
    { value: NO_TEAM, label: 'No team' },
    ...account.teams.map(({ id, name, isLead }) => ({
      value: id,
      label: name,
      note: isLead ? 'you lead it' : undefined,
    })),
  ];
  return (
    <Panel
      title="Teams"
      note="What you make from now on is on this team’s bill. What you made stays where it was."
    >
      {account.teams.length === 0 ? (
        <p className="text-muted">You are in no team. An admin adds people to teams.</p>
      ) : (
        <Select
          label="Billed to"
          value={account.billedTo?.id ?? NO_TEAM}
          onChange={(team) =>
            save.mutate({
              method: 'PATCH',
              path: '/api/account',
              body: { teamId: team === NO_TEAM ? null : team },
            })
          }
          options={options}
          error={save.error?.message}
          className="max-w-100"
        />
      )}
    </Panel>
  );
}
