'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { TeamView } from '@/lib/teams/team-view';
import { type Column, DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { teamsKey } from '../admin-keys';
import { TeamDialog } from './team-dialog';
import { TeamForm } from './team-form';

const FILTERS = [
  { value: 'false', label: 'In use' },
  { value: 'true', label: 'Archived' },
];

interface TeamsPageProps {
  /** An admin; others read. */
  manages: boolean;
  /** Ids of the teams whose members this person lets in and out. */
  leads: readonly string[];
}

export function TeamsPage({ manages, leads }: TeamsPageProps) {
  const [search, setSearch] = useState('');
  const [archived, setArchived] = useState('false');
  const [making, setMaking] = useState(false);
  const [opened, open] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: [...teamsKey, search, archived],
    queryFn: () => studioFetch<TeamView[]>(`/api/admin/teams?${new URLSearchParams({ search, archived })}`),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PlaceHead title="Teams" note="People who share a bill. What they make is on their team’s cost centre.">
        {manages && (
          <Button look="accent" onClick={() => setMaking(true)}>
            <Plus />
            New team
          </Button>
        )}
      </PlaceHead>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchField label="Search names and cost centres" onSearch={setSearch} />
        <Select label="Show" value={archived} onChange={setArchived} options={FILTERS} className="w-40" />
      </div>
      <Failure error={error} />
      <DataTable
        label="Teams"
        columns={COLUMNS}
        rows={data}
        keyOf={({ id }) => id}
        onOpen={({ id }) => open(id)}
        empty={search ? 'No team matches.' : 'No team yet. A team gives its people one bill.'}
      />
      {making && <TeamForm onClose={() => setMaking(false)} />}
      {opened && (
        <TeamDialog id={opened} manages={manages} leads={leads.includes(opened)} onClose={() => open(null)} />
      )}
    </>
  );
}

const COLUMNS: Column<TeamView>[] = [
  {
    head: 'Team',
    cell: ({ name }) => (
      <button type="button" className="text-left font-medium">
        {name}
      </button>
    ),
  },
  { head: 'Cost centre', cell: ({ costCentre }) => <span className="text-muted">{costCentre ?? '–'}</span> },
  {
    head: 'Leads',
    wideOnly: true,
    className: 'max-w-60',
    cell: ({ leads }) => <span className="block truncate text-muted">{leads.join(', ') || '–'}</span>,
  },
  { head: 'People', atEnd: true, cell: ({ members }) => members.toLocaleString('en') },
];
