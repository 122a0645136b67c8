import type { Metadata } from 'next';
import { SecurityPage } from '@/components/account/security-page';
import { config } from '@/lib/config';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Security' };

export default async function Page() {
  await requireUser('account.own');
  return <SecurityPage provider={config().oidc?.name ?? null} />;
}
