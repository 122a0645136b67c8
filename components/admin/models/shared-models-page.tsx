'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MODEL_KINDS } from '@/lib/catalog/model-view';
import type { SharedModelsPage as Page } from '@/lib/sharing/shared-model-view';
import { KIND_WORDS } from '../../models/kind-words';
import { SharedModelDialog } from '../../models/share/shared-model-dialog';
import { sharedModelsKey } from '../../models/share/sharing-keys';
import { DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { ProposalsPanel } from './proposals-panel';
import { SHARED_COLUMNS } from './shared-columns';

const ANY = 'any';
const KINDS = [
  { value: ANY, label: 'All kinds' },
  ...MODEL_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind].many })),
];
const ACCESS_FILTERS = [
  { value: ANY, label: 'Any' },
  { value: 'all', label: 'Everybody' },
  { value: 'teams', label: 'Some teams' },
  { value: 'usual', label: 'By start flags' },
];

/** All shared models, and what members propose. */
export function SharedModelsPage() {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState(ANY);
  const [access, setAccess] = useState(ANY);
  const [opened, open] = useState<string | null>(null);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
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
  const isFiltered = search !== '' || kind !== ANY || access !== ANY;
  return (
    <>
      <PlaceHead
        title="Shared models"
        note="What lies in the shared folders, and who may use it. Share one of your own on the page Models."
      />
      <ProposalsPanel />
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchField label="Search shared models" onSearch={setSearch} />
        <Select label="Kind" value={kind} onChange={setKind} options={KINDS} className="w-40" />
        <Select
          label="Who may use it"
          value={access}
          onChange={setAccess}
          options={ACCESS_FILTERS}
          className="w-40"
        />
      </div>
      <Failure error={error} />
      <DataTable
        label="Shared models"
        columns={SHARED_COLUMNS}
        rows={data?.pages.flatMap(({ models }) => models)}
        keyOf={({ id }) => id}
        onOpen={({ id }) => open(id)}
        empty={
          isFiltered
            ? 'No shared model matches.'
            : 'Nothing is shared yet. Share one of your own on the page Models.'
        }
      />
      {hasNextPage && (
        <div className="mt-4 text-center">
          <Button look="outlined" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? 'Loading…' : 'Show more'}
          </Button>
        </div>
      )}
      {opened && <SharedModelDialog id={opened} onClose={() => open(null)} />}
    </>
  );
}
