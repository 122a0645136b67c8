import type { Metadata } from 'next';
import { WorkersPage } from '@/components/admin/workers/workers-page';
import { mayEver } from '@/lib/auth/permissions';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Workers' };

export default async function Page() {
  const user = await requireUser('workers.read');
  return <WorkersPage manages={mayEver(user, 'workers.manage')} />;
}
