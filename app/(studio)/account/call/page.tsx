import type { Metadata } from 'next';
import { CallPage } from '@/components/account/call-page';
import { config } from '@/lib/config';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Call the service' };

export default async function Page() {
  await requireUser('account.own');
  return <CallPage api={config().api} />;
}
