import type { Metadata } from 'next';
import { ProfilePage } from '@/components/account/profile-page';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('account');
  return { title: t('profile.title') };
}

export default async function Page() {
  await requireUser('account.own');
  return <ProfilePage />;
}
