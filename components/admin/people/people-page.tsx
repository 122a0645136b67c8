'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { formatBytes } from '@/lib/files/format-bytes';
import type { PeoplePage as Page } from '@/lib/people/list-people';
import type { PersonView } from '@/lib/people/person-view';
import { type Column, DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { agoWords } from '../../place/time-words';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Avatar } from '../../ui/avatar';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { peopleKey } from '../admin-keys';
import { roleWord } from '../role-words';
import { AddPersonDialog } from './add-person-dialog';
import { PersonDialog } from './person-dialog';

const FILTERS = [
  { value: 'all', label: 'Everybody' },
  { value: 'role=admin', label: 'Admins' },
  { value: 'role=auditor', label: 'Auditors' },
  { value: 'role=member', label: 'Members' },
  { value: 'state=disabled', label: 'Disabled' },
];

/** `manages`: an admin; an auditor only reads. */
export function PeoplePage({ manages, ownId }: { manages: boolean; ownId: string }) {
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState('all');
  const [adding, setAdding] = useState(false);
  const [opened, open] = useState<string | null>(null);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
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
  const people = data?.pages.flatMap((page) => page.people);
  const total = data?.pages[0]?.total;
  const person = people?.find(({ id }) => id === opened);
  return (
    <>
      <PlaceHead
        title="People"
        note={total === undefined ? 'Who may sign in.' : `${total.toLocaleString('en')} in all.`}
      >
        {manages && (
          <Button look="accent" onClick={() => setAdding(true)}>
            <UserPlus />
            Add a person
          </Button>
        )}
      </PlaceHead>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchField label="Search names and addresses" onSearch={setSearch} />
        <Select label="Show" value={filter} onChange={setFilter} options={FILTERS} className="w-40" />
      </div>
      <Failure error={error} />
      <DataTable
        label="People"
        columns={COLUMNS}
        rows={people}
        keyOf={({ id }) => id}
        onOpen={manages ? ({ id }) => open(id) : undefined}
        empty="Nobody matches. Search for a part of a name or address."
      />
      {hasNextPage && (
        <div className="mt-4 text-center">
          <Button look="outlined" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? 'Loading…' : 'Show more'}
          </Button>
        </div>
      )}
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

const COLUMNS: Column<PersonView>[] = [
  {
    head: 'Person',
    cell: (person) => <PersonCell person={person} />,
    className: 'w-full max-w-0 wide:w-2/5 wide:max-w-100',
  },
  {
    head: 'Role',
    cell: ({ role }) => <Badge look={role === 'admin' ? 'accent' : 'plain'}>{roleWord(role)}</Badge>,
  },
  {
    head: 'Teams',
    wideOnly: true,
    className: 'max-w-48',
    cell: ({ teams }) => (
      <span className="block truncate text-muted">{teams.map(({ name }) => name).join(', ') || '–'}</span>
    ),
  },
  {
    head: 'Storage',
    wideOnly: true,
    cell: ({ usedBytes, quotaBytes }) => (
      <span className="whitespace-nowrap text-muted">
        {usedBytes === null ? '–' : formatBytes(usedBytes)}
        {quotaBytes !== null && ` of ${formatBytes(quotaBytes)}`}
      </span>
    ),
  },
  {
    head: 'Last seen',
    wideOnly: true,
    cell: ({ lastSeenAt }) => (
      <span className="whitespace-nowrap text-muted">{lastSeenAt ? agoWords(lastSeenAt) : 'never'}</span>
    ),
  },
  {
    head: 'State',
    wideOnly: true,
    atEnd: true,
    cell: ({ disabledAt, hasPassword, lastSeenAt, twoFactor }) =>
      disabledAt ? (
        <Badge look="danger">disabled</Badge>
      ) : !hasPassword && !lastSeenAt ? (
        <Badge>not set up</Badge>
      ) : twoFactor ? (
        <Badge>two-factor</Badge>
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
