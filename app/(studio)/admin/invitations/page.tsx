import type { Metadata } from 'next';
import { InvitationsPage } from '@/components/admin/invitations/invitations-page';
import { mayEver } from '@/lib/auth/permissions';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('admin');
  return { title: t('invitations.title') };
}

export default async function Page() {
  const user = await requireUser('people.invite');
  return <InvitationsPage manages={mayEver(user, 'people.manage')} />;
}
