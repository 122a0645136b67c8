import type { Metadata } from 'next';
import { StoragePage } from '@/components/admin/storage/storage-page';
import { mayEver } from '@/lib/auth/permissions';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('admin');
  return { title: t('storage.title') };
}

export default async function Page() {
  const user = await requireUser('storage.read');
  return <StoragePage manages={mayEver(user, 'people.manage')} ownId={user.id} />;
}
