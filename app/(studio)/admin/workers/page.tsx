import type { Metadata } from 'next';
import { WorkersPage } from '@/components/admin/workers/workers-page';
import { mayEver } from '@/lib/auth/permissions';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('admin');
  return { title: t('workers.title') };
}

export default async function Page() {
  const user = await requireUser('workers.read');
  return <WorkersPage manages={mayEver(user, 'workers.manage')} />;
}
