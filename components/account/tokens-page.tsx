'use client';
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TokenScope } from '@/lib/auth/token-scopes';
import type { Words } from '@/lib/i18n/words';
import { useAct } from '../admin/use-act';
import { type Column, DataTable } from '../place/data-table';
import { PlaceHead } from '../place/place-head';
import { type Times, useTimes } from '../place/use-times';
import { studioFetch } from '../studio/data/studio-fetch';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { tokensKey } from './account-keys';
import { NewTokenDialog } from './new-token-dialog';

/** A token as it comes over the wire. */
interface Token {
  id: string;
  name: string;
  scopes: TokenScope[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export function TokensPage({ admin }: { admin: boolean }) {
  const times = useTimes();
  const t = useTranslations('account');
  const [making, setMaking] = useState(false);
  const { data, error } = useQuery({
    queryKey: tokensKey,
    queryFn: () => studioFetch<Token[]>('/api/account/tokens'),
  });
  const revoke = useAct(tokensKey);
  const columns: Column<Token>[] = [
    ...columnsOf(t, times),
    {
      head: t('tokens.revoke'),
      quietHead: true,
      atEnd: true,
      cell: (token) =>
        stateOf(token) === 'active' && (
          <Button
            look="danger"
            onClick={() => revoke.mutate({ method: 'DELETE', path: `/api/account/tokens/${token.id}` })}
          >
            {t('tokens.revoke')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <PlaceHead title={t('tokens.title')} note={t('tokens.note')}>
        <Button look="accent" onClick={() => setMaking(true)}>
          <KeyRound />
          {t('tokens.new')}
        </Button>
      </PlaceHead>
      <Failure error={error ?? revoke.error} />
      <DataTable
        label={t('tokens.title')}
        columns={columns}
        rows={data}
        keyOf={({ id }) => id}
        empty={t('tokens.empty')}
      />
      {making && <NewTokenDialog admin={admin} onClose={() => setMaking(false)} />}
    </>
  );
}

function stateOf({ revokedAt, expiresAt }: Token): 'active' | 'revoked' | 'expired' {
  if (revokedAt) return 'revoked';
  return expiresAt && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active';
}

const columnsOf = (t: Words<'account'>, times: Times): Column<Token>[] => [
  {
    head: t('tokens.token'),
    cell: (token) => (
      <>
        <span className="block font-medium">{token.name}</span>
        <span className="block text-small text-faint">
          {token.lastUsedAt ? t('lastUsed', { ago: times.ago(token.lastUsedAt) }) : t('tokens.neverUsed')}
        </span>
      </>
    ),
  },
  {
    head: t('tokens.may'),
    wideOnly: true,
    cell: ({ scopes }) => (
      <span className="flex flex-wrap gap-1">
        {scopes.length === 0 ? (
          <Badge>{t('tokens.all')}</Badge>
        ) : (
          scopes.map((scope) => <Badge key={scope}>{t(`tokens.scopeNames.${scope}`)}</Badge>)
        )}
      </span>
    ),
  },
  {
    head: t('tokens.expires'),
    wideOnly: true,
    cell: ({ expiresAt }) => (
      <span className="text-muted">{expiresAt ? times.day(expiresAt) : t('tokens.lifetimes.never')}</span>
    ),
  },
  {
    head: t('tokens.state'),
    cell: (token) => (
      <Badge look={stateOf(token) === 'active' ? 'accent' : 'plain'}>
        {t(`tokens.states.${stateOf(token)}`)}
      </Badge>
    ),
  },
];
