'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { MODEL_KINDS } from '@/lib/catalog/model-view';
import type { SharedModelsPage as Page } from '@/lib/sharing/shared-model-view';
import { SharedModelDialog } from '../../models/share/shared-model-dialog';
import { sharedModelsKey } from '../../models/share/sharing-keys';
import { DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { ShowMore } from '../../place/show-more';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Failure } from '../../ui/failure';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { ProposalsPanel } from './proposals-panel';
import { sharedColumns } from './shared-columns';

const ANY = 'any';

/** All shared models, and what members propose. */
export function SharedModelsPage() {
  const models = useTranslations('models');
  const t = useTranslations('admin');
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState(ANY);
  const [access, setAccess] = useState(ANY);
  const [opened, open] = useState<string | null>(null);
  const list = useInfiniteQuery({
    queryKey: [...sharedModelsKey, search, kind, access],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ search, skip: String(pageParam) });
      if (kind !== ANY) query.set('kind', kind);
      if (access !== ANY) query.set('access', access);
      return studioFetch<Page>(`/api/admin/models?${query}`);
    },
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: true,
  });
  const { data, error } = list;
  const isFiltered = search !== '' || kind !== ANY || access !== ANY;
  return (
    <>
      <PlaceHead title={t('models.title')} note={t('models.note')} />
      <ProposalsPanel />
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchField label={t('models.search')} onSearch={setSearch} />
        <Select
          label={t('models.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: ANY, label: t('models.allKinds') },
            ...MODEL_KINDS.map((each) => ({ value: each, label: models(`kinds.${each}.many`) })),
          ]}
          className="w-40"
        />
        <Select
          label={t('models.who')}
          value={access}
          onChange={setAccess}
          options={[
            { value: ANY, label: t('models.any') },
            { value: 'all', label: t('models.everybody') },
            { value: 'teams', label: t('models.someTeams') },
            { value: 'usual', label: t('models.byFlags') },
          ]}
          className="w-40"
        />
      </div>
      <Failure error={error} />
      <DataTable
        label={t('models.title')}
        columns={sharedColumns(t, models)}
        rows={data?.pages.flatMap(({ models }) => models)}
        keyOf={({ id }) => id}
        onOpen={({ id }) => open(id)}
        empty={isFiltered ? t('models.noneMatches') : t('models.empty')}
      />
      <ShowMore list={list} />
      {opened && <SharedModelDialog id={opened} onClose={() => open(null)} />}
    </>
  );
}
