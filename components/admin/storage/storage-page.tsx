'use client';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatBytes } from '@/lib/files/format-bytes';
import type { StoragePage as Page } from '@/lib/files/list-storage';
import type { PersonView } from '@/lib/people/person-view';
import { DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { ShowMore } from '../../place/show-more';
import { useTimes } from '../../place/use-times';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Failure } from '../../ui/failure';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { peopleKey, storageKey } from '../admin-keys';
import { PersonDialog } from '../people/person-dialog';
import { storageColumns } from './storage-columns';

const LOOK_EVERY_MS = 5_000;
const SORTS = ['used', 'trashed', 'name'] as const;

/** `manages`: who may change how much somebody may store. */
export function StoragePage({ manages, ownId }: { manages: boolean; ownId: string }) {
  const times = useTimes();
  const t = useTranslations('admin');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<string>('used');
  const [opened, open] = useState<string | null>(null);
  const queryClient = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: [...storageKey, search, sort],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ sort, skip: String(pageParam), ...(search ? { search } : {}) });
      return studioFetch<Page>(`/api/admin/storage?${query}`);
    },
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  });
  const { data, error } = list;
  const person = useQuery({
    queryKey: [...peopleKey, opened],
    queryFn: () => studioFetch<PersonView>(`/api/admin/people/${opened}`),
    enabled: opened !== null,
  });
  const close = () => {
    open(null);
    void queryClient.invalidateQueries({ queryKey: storageKey });
  };
  const first = data?.pages[0];
  return (
    <>
      <PlaceHead
        title={t('storage.title')}
        note={
          first
            ? t(first.diskFree === null ? 'storage.note' : 'storage.noteFree', {
                bytes: formatBytes(first.usedTotal),
                people: first.total,
                free: first.diskFree === null ? '' : formatBytes(first.diskFree),
              })
            : t('storage.noteBefore')
        }
      />
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchField label={t('storage.search')} onSearch={setSearch} />
        <Select
          label={t('storage.sortBy')}
          value={sort}
          onChange={setSort}
          options={SORTS.map((value) => ({ value, label: t(`storage.sorts.${value}`) }))}
          className="w-44"
        />
      </div>
      <Failure error={error ?? person.error} />
      <DataTable
        label={t('storage.title')}
        columns={storageColumns(t, times)}
        rows={data?.pages.flatMap(({ people }) => people)}
        keyOf={({ id }) => id}
        onOpen={manages ? ({ id }) => open(id) : undefined}
        empty={t('storage.empty')}
      />
      <ShowMore list={list} />
      {opened && person.data?.id === opened && (
        <PersonDialog
          key={`${opened} ${person.data.version}`}
          person={person.data}
          own={opened === ownId}
          onClose={close}
        />
      )}
    </>
  );
}
