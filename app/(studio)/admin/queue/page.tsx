import type { Metadata } from 'next';
import { QueuePage } from '@/components/admin/queue/queue-page';
import { mayEver } from '@/lib/auth/permissions';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Queue' };

export default async function Page() {
  const user = await requireUser('queue.read');
  return <QueuePage manages={mayEver(user, 'queue.manage')} />;
}
