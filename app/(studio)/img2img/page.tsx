import { HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { readJobs, readPicturePage } from '@/app/api/read';
import { Img2imgPage } from '@/components/img2img/img2img-page';
import { checkpointsKey, jobsKey, picturesKey } from '@/components/studio/data/query-keys';
import { listCheckpoints } from '@/lib/catalog';
import { pageWords } from '@/lib/i18n/page-words';
import { studioSettings } from '@/lib/options';
import { dehydrated } from '../dehydrated';
import { requireTab } from '../require-tab';

export const generateMetadata = async () => ({ title: (await pageWords('frame'))('tabs.img2img') });

export default async function Page() {
  const user = await requireTab('/img2img', 'jobs.own');
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
      <Img2imgPage userName={user.name} settings={settings} />
    </HydrationBoundary>
  );
}
