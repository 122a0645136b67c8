import type { ReactNode } from 'react';
import { ProposalCount } from '@/components/admin/models/proposal-count';
import { PlaceFrame } from '@/components/place/place-frame';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../require-user';
import { adminLinks } from './admin-links';

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const t = await pageWords('admin');
  const links = adminLinks(await requireUser(), t).map((link) =>
    link.href === '/admin/models' ? { ...link, mark: <ProposalCount /> } : link,
  );
  return (
    <PlaceFrame name={t('links.admin')} links={links}>
      {children}
    </PlaceFrame>
  );
}
