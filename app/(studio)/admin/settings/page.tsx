import type { Metadata } from 'next';
import { SettingsPage } from '@/components/admin/settings/settings-page';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('admin');
  return { title: t('settings.title') };
}

export default async function Page() {
  await requireUser('settings.manage');
  return <SettingsPage />;
}
