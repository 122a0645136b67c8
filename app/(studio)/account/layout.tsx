import type { ReactNode } from 'react';
import { PlaceFrame } from '@/components/place/place-frame';

const LINKS = [
  { href: '/account', label: 'Profile' },
  { href: '/account/security', label: 'Security' },
  { href: '/account/tokens', label: 'Tokens' },
  { href: '/account/call', label: 'Call the service' },
];

export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <PlaceFrame name="Account" links={LINKS}>
      {children}
    </PlaceFrame>
  );
}
