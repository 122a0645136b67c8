import type { Metadata } from 'next';
import { FilesPage } from '@/components/files/files-page';
import { mayEver } from '@/lib/auth/permissions';
import { pageWords } from '@/lib/i18n/page-words';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('frame');
  return { title: t('tabs.files') };
}

export default async function Page() {
  const user = await requireTab('/files', 'files.own');
  return <FilesPage admin={mayEver(user, 'files.shared')} />;
}
