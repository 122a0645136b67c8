'use client';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'use-intl';
import { Panel } from '../place/panel';
import { useTimes } from '../place/use-times';
import { Button } from '../ui/button';

interface IdentityPanelProps {
  /** What the provider is called. */
  provider: string;
  identities: { issuer: string; since: string }[];
}

export function IdentityPanel({ provider, identities }: IdentityPanelProps) {
  const times = useTimes();
  const t = useTranslations('account');
  return (
    <Panel title={t('identity.title', { provider })} note={t('identity.note')}>
      {identities.length > 0 ? (
        <ul>
          {identities.map(({ issuer, since }) => (
            <li key={issuer} className="text-muted">
              {t('identity.since', { day: times.day(since) })} <span className="text-faint">({issuer})</span>
            </li>
          ))}
        </ul>
      ) : (
        <Button look="outlined" onClick={() => void signIn('oidc', { callbackUrl: '/account/security' })}>
          {t('identity.connect')}
        </Button>
      )}
    </Panel>
  );
}
