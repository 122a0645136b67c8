import type { Metadata } from 'next';
import { SharedModelsPage } from '@/components/admin/models/shared-models-page';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Shared models' };

export default async function Page() {
  await requireUser('models.shared');
  return <SharedModelsPage />;
}
