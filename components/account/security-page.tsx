'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { OwnAccount } from '@/lib/people/own-account';
import { PlaceHead } from '../place/place-head';
import { studioFetch } from '../studio/data/studio-fetch';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { accountKey } from './account-keys';
import { IdentityPanel } from './identity-panel';
import { PasswordPanel } from './password-panel';
import { SessionsPanel } from './sessions-panel';
import { TwoFactorPanel } from './two-factor-panel';

/** `provider`: what the OpenID provider is called; null when there is none. */
export function SecurityPage({ provider }: { provider: string | null }) {
  const t = useTranslations('account');
  const { data: account, error } = useQuery({
    queryKey: accountKey,
    queryFn: () => studioFetch<OwnAccount>('/api/account'),
  });
  return (
    <>
      <PlaceHead title={t('security')} />
      <Failure error={error} />
      {account ? (
        <>
          {account.hasPassword && <PasswordPanel userName={account.name} />}
          {account.hasPassword && <TwoFactorPanel on={account.twoFactor} codesLeft={account.recoveryCodes} />}
          {provider && <IdentityPanel provider={provider} identities={account.identities} />}
        </>
      ) : (
        <Skeleton className="h-60 rounded-card" />
      )}
      <SessionsPanel />
    </>
  );
}
