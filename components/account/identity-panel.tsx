'use client';
import { signIn } from 'next-auth/react';
import { Panel } from '../place/panel';
import { dayWords } from '../place/time-words';
import { Button } from '../ui/button';

interface IdentityPanelProps {
  /** What the provider is called. */
  provider: string;
  identities: { issuer: string; since: string }[];
}

export function IdentityPanel({ provider, identities }: IdentityPanelProps) {
  return (
    <Panel
      title={`Sign-in with ${provider}`}
      note="Once connected, it opens this account without a password."
    >
      {identities.length > 0 ? (
        <ul>
          {identities.map(({ issuer, since }) => (
            <li key={issuer} className="text-muted">
              Connected since {dayWords(since)} <span className="text-faint">({issuer})</span>
            </li>
          ))}
        </ul>
      ) : (
        <Button look="outlined" onClick={() => void signIn('oidc', { callbackUrl: '/account/security' })}>
          Connect
        </Button>
      )}
    </Panel>
  );
}
