import type { Metadata } from 'next';
import { TokensPage } from '@/components/account/tokens-page';
import { requireUser } from '../../require-user';

export const metadata: Metadata = { title: 'Tokens' };

export default async function Page() {
  const user = await requireUser('account.own');
  return <TokensPage admin={user.role === 'admin'} />;
}
