import type { Metadata } from 'next';
import { AuditPage } from '@/components/admin/audit/audit-page';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('admin');
  return { title: t('audit.title') };
}

export default async function Page() {
  await requireUser('audit.read');
  return <AuditPage />;
}
