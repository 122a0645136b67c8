import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { FilesPage } from '@/components/files/files-page';
import { mayEver } from '@/lib/auth/permissions';
import { mayUseFiles } from '../may-use-files';
import { requireUser } from '../require-user';

export const metadata: Metadata = { title: 'Files' };

export default async function Page() {
  const user = await requireUser();
  if (!mayUseFiles(user)) notFound();
  return <FilesPage admin={mayEver(user, 'files.shared')} />;
}
