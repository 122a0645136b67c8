import { HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { filtersOf, queryOfFilters } from '@/components/models/data/filters';
import { listKey, PAGE } from '@/components/models/data/model-keys';
import { ModelsPage } from '@/components/models/models-page';
import { mayEver } from '@/lib/auth/permissions';
import { listModels, MODEL_KINDS, type ModelKind } from '@/lib/catalog';
import { placeOf } from '@/lib/data-dir';
import { pageWords } from '@/lib/i18n/page-words';
import { modelQueryOf } from '../../api/models/model-query';
import { dehydrated } from '../dehydrated';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('frame');
  return { title: t('tabs.models') };
}

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const foldersOfKinds = () =>
  Object.fromEntries(MODEL_KINDS.map((kind) => [kind, placeOf(kind).folder])) as Record<ModelKind, string>;

export default async function Page({ searchParams }: PageProps) {
  const user = await requireTab('/models', 'models.read');
  const given = Object.entries(await searchParams).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value]] : [],
  );
  const filters = filtersOf(new URLSearchParams(given));
  const queryClient = new QueryClient();
  await queryClient.prefetchInfiniteQuery({
    queryKey: listKey(filters),
    queryFn: () => {
      const query = queryOfFilters(filters);
      query.set('limit', String(PAGE));
      return listModels(modelQueryOf(user.id, query));
    },
    initialPageParam: '',
  });
  return (
    <HydrationBoundary state={await dehydrated(queryClient)}>
      <ModelsPage userName={user.name} admin={mayEver(user, 'models.shared')} folders={foldersOfKinds()} />
    </HydrationBoundary>
  );
}
