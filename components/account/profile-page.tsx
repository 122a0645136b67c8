'use client';
import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OwnAccount } from '@/lib/people/own-account';
import { useAct } from '../admin/use-act';
import { Panel } from '../place/panel';
import { PlaceHead } from '../place/place-head';
import { useTimes } from '../place/use-times';
import { studioFetch } from '../studio/data/studio-fetch';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { Select } from '../ui/select';
import { Skeleton } from '../ui/skeleton';
import { TextField } from '../ui/text-field';
import { toast } from '../ui/toast';
import { accountKey } from './account-keys';

const NO_TEAM = 'none';

export function ProfilePage() {
  const t = useTranslations('account');
  const { data: account, error } = useQuery({
    queryKey: accountKey,
    queryFn: () => studioFetch<OwnAccount>('/api/account'),
  });
  return (
    <>
      <PlaceHead title={t('profile.title')} />
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
  const times = useTimes();
  const t = useTranslations('account');
  return (
    <Panel title={t('profile.visited')} note={t('profile.visitedNote')}>
      <ul>
        {visits.map(({ at, admin }) => (
          <li key={at} className="flex items-center gap-3 border-t py-2 first:border-0">
            <Eye aria-hidden className="size-4 text-accent-text" />
            <span className="flex-1 font-medium">{admin}</span>
            <time dateTime={at} className="text-muted">
              {times.moment(at)}
            </time>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Who({ account }: { account: OwnAccount }) {
  const roles = useTranslations('roles');
  const t = useTranslations('account');
  const acts = useTranslations('acts');
  const [shownAs, setShownAs] = useState(account.displayName ?? '');
  const save = useAct(accountKey, () => toast(acts('saved')));
  return (
    <Panel title={t('profile.who')}>
      <div className="flex items-center gap-4">
        <Avatar name={account.displayName ?? account.name} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{account.name}</p>
          <p className="truncate text-small text-faint">{account.email ?? t('profile.noEmail')}</p>
        </div>
        <Badge look={account.role === 'admin' ? 'accent' : 'plain'}>{roles(`${account.role}.name`)}</Badge>
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
            label={t('profile.shownAs')}
            placeholder={account.name}
            value={shownAs}
            onChange={(event) => setShownAs(event.target.value)}
            error={save.error?.message}
          />
        </div>
        {shownAs !== (account.displayName ?? '') && (
          <Button type="submit" look="accent" disabled={save.isPending}>
            {acts('save')}
          </Button>
        )}
      </form>
    </Panel>
  );
}

function Teams({ account }: { account: OwnAccount }) {
  const t = useTranslations('account');
  const acts = useTranslations('acts');
  const save = useAct(accountKey, () => toast(acts('saved')));
  const options = [
    { value: NO_TEAM, label: t('profile.noTeam') },
    ...account.teams.map(({ id, name, isLead }) => ({
      value: id,
      label: name,
      note: isLead ? t('profile.lead') : undefined,
    })),
  ];
  return (
    <Panel title={t('profile.teams')} note={t('profile.teamsNote')}>
      {account.teams.length === 0 ? (
        <p className="text-muted">{t('profile.inNoTeam')}</p>
      ) : (
        <Select
          label={t('profile.billedTo')}
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
