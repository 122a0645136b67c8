import type { Metadata } from 'next';
import { InvitationsPage } from '@/components/admin/invitations/invitations-page';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Invitations' };

export default async function Page() {
  await requireUser('people.manage');
  return <InvitationsPage />;
}
