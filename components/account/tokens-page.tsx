'use client';
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { TokenScope } from '@/lib/auth/token-scopes';
import { useAct } from '../admin/use-act';
import { type Column, DataTable } from '../place/data-table';
import { PlaceHead } from '../place/place-head';
import { agoWords, dayWords } from '../place/time-words';
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
  const [making, setMaking] = useState(false);
  const { data, error } = useQuery({
    queryKey: tokensKey,
    queryFn: () => studioFetch<Token[]>('/api/account/tokens'),
  });
  const revoke = useAct(tokensKey);
  const columns: Column<Token>[] = [
    ...COLUMNS,
    {
      head: '',
      atEnd: true,
      cell: (token) =>
        stateOf(token) === 'active' && (
          <Button
            look="danger"
            onClick={() => revoke.mutate({ method: 'DELETE', path: `/api/account/tokens/${token.id}` })}
          >
            Revoke
          </Button>
        ),
    },
  ];
  return (
    <>
      <PlaceHead title="Tokens" note="Programs sign in with these instead of your password.">
        <Button look="accent" onClick={() => setMaking(true)}>
          <KeyRound />
          New token
        </Button>
      </PlaceHead>
      <Failure error={error ?? revoke.error} />
      <DataTable
        label="Tokens"
        columns={columns}
        rows={data}
        keyOf={({ id }) => id}
        empty="No tokens. A program needs one to call the API."
      />
      {making && <NewTokenDialog admin={admin} onClose={() => setMaking(false)} />}
    </>
  );
}

function stateOf({ revokedAt, expiresAt }: Token): 'active' | 'revoked' | 'expired' {
  if (revokedAt) return 'revoked';
  return expiresAt && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active';
}

const COLUMNS: Column<Token>[] = [
  {
    head: 'Token',
    cell: (token) => (
      <>
        <span className="block font-medium">{token.name}</span>
        <span className="block text-small text-faint">
          {token.lastUsedAt ? `last used ${agoWords(token.lastUsedAt)}` : 'never used'}
        </span>
      </>
    ),
  },
  {
    head: 'May',
    wideOnly: true,
    cell: ({ scopes }) => (
      <span className="flex flex-wrap gap-1">
        {scopes.length === 0 ? (
          <Badge>everything</Badge>
        ) : (
          scopes.map((scope) => <Badge key={scope}>{scope}</Badge>)
        )}
      </span>
    ),
  },
  {
    head: 'Expires',
    wideOnly: true,
    cell: ({ expiresAt }) => <span className="text-muted">{expiresAt ? dayWords(expiresAt) : 'never'}</span>,
  },
  {
    head: 'State',
    cell: (token) => <Badge look={stateOf(token) === 'active' ? 'accent' : 'plain'}>{stateOf(token)}</Badge>,
  },
];
