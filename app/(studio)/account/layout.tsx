import type { ReactNode } from 'react';
import { PlaceFrame } from '@/components/place/place-frame';
import { pageWords } from '@/lib/i18n/page-words';

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const t = await pageWords('account');
  const frame = await pageWords('frame');
  const links = [
    { href: '/account', label: t('profile.title') },
    { href: '/account/security', label: t('security') },
    { href: '/account/tokens', label: t('tokens.title') },
    { href: '/account/call', label: t('call.title') },
  ];
  return (
    <PlaceFrame name={frame('account')} links={links}>
      {children}
    </PlaceFrame>
  );
}
