import type { Metadata } from 'next';
import { FilesPage } from '@/components/files/files-page';
import { mayEver } from '@/lib/auth/permissions';
import { requireTab } from '../require-tab';

export const metadata: Metadata = { title: 'Files' };

export default async function Page() {
  const user = await requireTab('/files', 'files.own');
  return <FilesPage admin={mayEver(user, 'files.shared')} />;
}
