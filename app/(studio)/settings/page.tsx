import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { SettingsPage } from '@/components/settings/settings-page';
import { optionsKey } from '@/components/studio/data/query-keys';
import { pageWords } from '@/lib/i18n/page-words';
import { listOffered } from '@/lib/options';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords('settings'))('title') };
}

export default async function Page() {
  const user = await requireTab('/settings', 'options.own');
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery({
    queryKey: [...optionsKey, 'settings'],
    queryFn: () => listOffered(user.id),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SettingsPage />
    </HydrationBoundary>
  );
}
