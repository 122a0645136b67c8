import type { Metadata } from 'next';
import { QueuePage } from '@/components/admin/queue/queue-page';
import { mayEver } from '@/lib/auth/permissions';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('admin');
  return { title: t('queue.title') };
}

export default async function Page() {
  const user = await requireUser('queue.read');
  return <QueuePage manages={mayEver(user, 'queue.manage')} />;
}
