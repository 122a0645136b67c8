import type { Metadata } from 'next';
import { SecurityPage } from '@/components/account/security-page';
import { config } from '@/lib/config';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('account');
  return { title: t('security') };
}

export default async function Page() {
  await requireUser('account.own');
  return <SecurityPage provider={config().oidc?.name ?? null} />;
}
