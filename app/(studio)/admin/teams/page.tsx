import type { Metadata } from 'next';
import { TeamsPage } from '@/components/admin/teams/teams-page';
import { mayEver } from '@/lib/auth/permissions';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Teams' };

export default async function Page() {
  const user = await requireUser('teams.read');
  return <TeamsPage manages={mayEver(user, 'teams.manage')} leads={user.leads} />;
}
