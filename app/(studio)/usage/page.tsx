import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { readUsage } from '@/app/api/usage/read-usage';
import { usageKey } from '@/components/studio/data/query-keys';
import { UsagePage } from '@/components/usage/usage-page';
import { mayEver } from '@/lib/auth/permissions';
import { pageWords } from '@/lib/i18n/page-words';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('frame');
  return { title: t('tabs.usage') };
}

export default async function Page() {
  const user = await requireTab('/usage', 'usage.own');
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery({ queryKey: usageKey, queryFn: () => readUsage(user.id, new Date()) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <UsagePage teams={mayEver(user, 'usage.teams')} all={mayEver(user, 'usage.all')} />
    </HydrationBoundary>
  );
}
