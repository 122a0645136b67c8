import type { Metadata } from 'next';
import { SettingsPage } from '@/components/admin/settings/settings-page';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Settings' };

export default async function Page() {
  await requireUser('settings.manage');
  return <SettingsPage />;
}
