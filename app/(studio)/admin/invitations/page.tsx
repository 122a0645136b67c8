import type { Metadata } from 'next';
import { InvitationsPage } from '@/components/admin/invitations/invitations-page';
import { mayEver } from '@/lib/auth/permissions';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Invitations' };

export default async function Page() {
  const user = await requireUser('people.invite');
  return <InvitationsPage manages={mayEver(user, 'people.manage')} />;
}
