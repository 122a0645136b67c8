import type { Metadata } from 'next';
import { TokensPage } from '@/components/account/tokens-page';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('account');
  return { title: t('tokens.title') };
}

export default async function Page() {
  const user = await requireUser('account.own');
  return <TokensPage admin={user.role === 'admin'} />;
}
