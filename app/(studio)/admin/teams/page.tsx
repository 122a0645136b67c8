import type { Metadata } from 'next';
import { TeamsPage } from '@/components/admin/teams/teams-page';
import { mayEver } from '@/lib/auth/permissions';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('admin');
  return { title: t('teams.title') };
}

export default async function Page() {
  const user = await requireUser('teams.read');
  return <TeamsPage manages={mayEver(user, 'teams.manage')} leads={user.leads} />;
}
