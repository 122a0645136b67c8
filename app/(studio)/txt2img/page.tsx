import { HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { readJobs, readPicturePage } from '@/app/api/read';
import { checkpointsKey, jobsKey, picturesKey } from '@/components/studio/data/query-keys';
import { Txt2imgPage } from '@/components/studio/txt2img-page';
import { listCheckpoints } from '@/lib/catalog';
import { pageWords } from '@/lib/i18n/page-words';
import { studioSettings } from '@/lib/options';
import { dehydrated } from '../dehydrated';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('frame');
  return { title: t('tabs.txt2img') };
}

export default async function Page() {
  const user = await requireTab('/txt2img', 'jobs.own');
  const queryClient = new QueryClient();
  const [settings] = await Promise.all([
    studioSettings(user.id),
    queryClient.prefetchQuery({ queryKey: checkpointsKey, queryFn: () => listCheckpoints(user.id) }),
    queryClient.prefetchQuery({ queryKey: jobsKey, queryFn: () => readJobs(user.id) }),
    queryClient.prefetchInfiniteQuery({
      queryKey: picturesKey,
      queryFn: () => readPicturePage(user.id),
      initialPageParam: '',
    }),
  ]);
  return (
    <HydrationBoundary state={await dehydrated(queryClient)}>
      <Txt2imgPage userName={user.name} settings={settings} />
    </HydrationBoundary>
  );
}
