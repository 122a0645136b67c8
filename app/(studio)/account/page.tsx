import type { Metadata } from 'next';
import { ProfilePage } from '@/components/account/profile-page';
import { requireUser } from '../require-user';

export const metadata: Metadata = { title: 'Profile' };

export default async function Page() {
  await requireUser('account.own');
  return <ProfilePage />;
}
