import type { ReactNode } from 'react';
import { ProposalCount } from '@/components/admin/models/proposal-count';
import { PlaceFrame } from '@/components/place/place-frame';
import { requireUser } from '../require-user';
import { adminLinks } from './admin-links';

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const links = adminLinks(await requireUser()).map((link) =>
    link.href === '/admin/models' ? { ...link, mark: <ProposalCount /> } : link,
  );
  return (
    <PlaceFrame name="Admin" links={links}>
      {children}
    </PlaceFrame>
  );
}
