import type { Metadata } from 'next';
import { CallPage } from '@/components/account/call-page';
import { config } from '@/lib/config';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('account');
  return { title: t('call.title') };
}

export default async function Page() {
  await requireUser('account.own');
  return <CallPage api={config().api} />;
}
