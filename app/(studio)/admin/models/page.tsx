import type { Metadata } from 'next';
import { SharedModelsPage } from '@/components/admin/models/shared-models-page';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('admin');
  return { title: t('models.title') };
}

export default async function Page() {
  await requireUser('models.shared');
  return <SharedModelsPage />;
}
