import type { Metadata } from 'next';
import { PeoplePage } from '@/components/admin/people/people-page';
import { mayEver } from '@/lib/auth/permissions';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'People' };

export default async function Page() {
  const user = await requireUser('people.read');
  return <PeoplePage manages={mayEver(user, 'people.manage')} ownId={user.id} />;
}
