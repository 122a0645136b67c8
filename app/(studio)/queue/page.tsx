import { HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { readJobs } from '@/app/api/read';
import { QueuePlace } from '@/components/queue/queue-place';
import { jobsKey } from '@/components/studio/data/query-keys';
import { mayEver } from '@/lib/auth/permissions';
import { pageWords } from '@/lib/i18n/page-words';
import { dehydrated } from '../dehydrated';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords('queue'))('title') };
}

export default async function Page() {
  const user = await requireTab('/queue', 'jobs.own');
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery({ queryKey: jobsKey, queryFn: () => readJobs(user.id) });
  return (
    <HydrationBoundary state={await dehydrated(queryClient)}>
      <QueuePlace reads={mayEver(user, 'queue.read')} manages={mayEver(user, 'queue.manage')} />
    </HydrationBoundary>
  );
}
