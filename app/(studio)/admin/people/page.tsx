import type { Metadata } from 'next';
import { PeoplePage } from '@/components/admin/people/people-page';
import { mayEver } from '@/lib/auth/permissions';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('admin');
  return { title: t('people.title') };
}

export default async function Page() {
  const user = await requireUser('people.read');
  return <PeoplePage manages={mayEver(user, 'people.manage')} ownId={user.id} />;
}
