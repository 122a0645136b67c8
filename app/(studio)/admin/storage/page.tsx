import type { Metadata } from 'next';
import { StoragePage } from '@/components/admin/storage/storage-page';
import { mayEver } from '@/lib/auth/permissions';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Storage' };

export default async function Page() {
  const user = await requireUser('storage.read');
  return <StoragePage manages={mayEver(user, 'people.manage')} ownId={user.id} />;
}
