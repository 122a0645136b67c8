'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatBytes } from '@/lib/files/format-bytes';
import type { Words } from '@/lib/i18n/words';
import type { PeoplePage as Page } from '@/lib/people/list-people';
import type { PersonView } from '@/lib/people/person-view';
import { type Column, DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { ShowMore } from '../../place/show-more';
import { type Times, useTimes } from '../../place/use-times';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Avatar } from '../../ui/avatar';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { peopleKey } from '../admin-keys';
import { AddPersonDialog } from './add-person-dialog';
import { PersonDialog } from './person-dialog';

const FILTERS = [
  { value: 'all', name: 'all' },
  { value: 'role=admin', name: 'admins' },
  { value: 'role=auditor', name: 'auditors' },
  { value: 'role=member', name: 'members' },
  { value: 'state=disabled', name: 'disabled' },
] as const;

/** `manages`: an admin; an auditor only reads. */
export function PeoplePage({ manages, ownId }: { manages: boolean; ownId: string }) {
  const times = useTimes();
  const roles = useTranslations('roles');
  const t = useTranslations('admin');
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState('all');
  const [adding, setAdding] = useState(false);
  const [opened, open] = useState<string | null>(null);
  const list = useInfiniteQuery({
    queryKey: [...peopleKey, search, filter],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams(filter === 'all' ? '' : filter);
      if (search) query.set('search', search);
      if (pageParam) query.set('after', pageParam);
      return studioFetch<Page>(`/api/admin/people?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const { data, error } = list;
  const people = data?.pages.flatMap((page) => page.people);
  const total = data?.pages[0]?.total;
  const person = people?.find(({ id }) => id === opened);
  return (
    <>
      <PlaceHead
        title={t('people.title')}
        note={total === undefined ? t('people.note') : t('people.inAll', { count: total })}
      >
        {manages && (
          <Button look="accent" onClick={() => setAdding(true)}>
            <UserPlus />
            {t('people.addPerson')}
          </Button>
        )}
      </PlaceHead>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchField label={t('people.search')} onSearch={setSearch} />
        <Select
          label={t('show')}
          value={filter}
          onChange={setFilter}
          options={FILTERS.map(({ value, name }) => ({ value, label: t(`people.filters.${name}`) }))}
          className="w-40"
        />
      </div>
      <Failure error={error} />
      <DataTable
        label={t('people.title')}
        columns={columnsOf(t, times, roles)}
        rows={people}
        keyOf={({ id }) => id}
        onOpen={manages ? ({ id }) => open(id) : undefined}
        empty={t('people.empty')}
      />
      <ShowMore list={list} />
      <AddPersonDialog open={adding} onClose={() => setAdding(false)} />
      {person && (
        <PersonDialog
          key={`${person.id} ${person.version}`}
          person={person}
          own={person.id === ownId}
          onClose={() => open(null)}
        />
      )}
    </>
  );
}

const columnsOf = (t: Words<'admin'>, times: Times, roles: Words<'roles'>): Column<PersonView>[] => [
  {
    head: t('person'),
    cell: (person) => <PersonCell person={person} />,
    className: 'w-full max-w-0 wide:w-2/5 wide:max-w-100',
  },
  {
    head: t('role'),
    cell: ({ role }) => <Badge look={role === 'admin' ? 'accent' : 'plain'}>{roles(`${role}.name`)}</Badge>,
  },
  {
    head: t('teams.title'),
    wideOnly: true,
    className: 'max-w-48',
    cell: ({ teams }) => (
      <span className="block truncate text-muted">{teams.map(({ name }) => name).join(', ') || '–'}</span>
    ),
  },
  {
    head: t('storage.title'),
    wideOnly: true,
    cell: ({ usedBytes, quotaBytes }) => (
      <span className="whitespace-nowrap text-muted">
        {usedBytes === null ? '–' : formatBytes(usedBytes)}
        {quotaBytes !== null && ` ${t('storage.of', { bytes: formatBytes(quotaBytes) })}`}
      </span>
    ),
  },
  {
    head: t('people.lastSeen'),
    wideOnly: true,
    cell: ({ lastSeenAt }) => (
      <span className="whitespace-nowrap text-muted">{lastSeenAt ? times.ago(lastSeenAt) : t('never')}</span>
    ),
  },
  {
    head: t('state'),
    wideOnly: true,
    atEnd: true,
    cell: ({ disabledAt, hasPassword, lastSeenAt, twoFactor }) =>
      disabledAt ? (
        <Badge look="danger">{t('people.disabled')}</Badge>
      ) : !hasPassword && !lastSeenAt ? (
        <Badge>{t('people.notSetUp')}</Badge>
      ) : twoFactor ? (
        <Badge>{t('people.twoFactor')}</Badge>
      ) : null,
  },
];

function PersonCell({ person: { name, displayName, email, disabledAt } }: { person: PersonView }) {
  const second = [displayName && name, email].filter(Boolean).join(' · ');
  return (
    <div className="flex items-center gap-3">
      <Avatar name={displayName ?? name} faded={disabledAt !== null} />
      <div className="min-w-0">
        <button type="button" className="block max-w-full truncate text-left font-medium">
          {displayName ?? name}
        </button>
        {second && <span className="block truncate text-small text-faint">{second}</span>}
      </div>
    </div>
  );
}
