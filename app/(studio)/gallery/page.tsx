import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { firstPageKey } from '@/components/gallery/data/gallery-keys';
import { GalleryPage } from '@/components/gallery/gallery-page';
import { listGallery } from '@/lib/gallery/list-gallery';
import { pageWords } from '@/lib/i18n/page-words';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('frame');
  return { title: t('tabs.gallery') };
}

/** What a large screen shows of the gallery before anything is scrolled. */
const FIRST = 60;

export default async function Page() {
  const user = await requireTab('/gallery', 'pictures.own');
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery({
    queryKey: firstPageKey,
    queryFn: () => listGallery(user.id, { limit: FIRST }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <GalleryPage userName={user.name} readOnly={user.viewedBy !== null} />
    </HydrationBoundary>
  );
}
