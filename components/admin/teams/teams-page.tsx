'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Locale } from '@/lib/i18n/locales';
import type { Words } from '@/lib/i18n/words';
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

const FILTERS = ['false', 'true'] as const;

interface TeamsPageProps {
  /** An admin; others read. */
  manages: boolean;
  /** Ids of the teams whose members this person lets in and out. */
  leads: readonly string[];
}

export function TeamsPage({ manages, leads }: TeamsPageProps) {
  const locale = useLocale();
  const t = useTranslations('admin');
  const [search, setSearch] = useState('');
  const [archived, setArchived] = useState<string>('false');
  const [making, setMaking] = useState(false);
  const [opened, open] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: [...teamsKey, search, archived],
    queryFn: () => studioFetch<TeamView[]>(`/api/admin/teams?${new URLSearchParams({ search, archived })}`),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PlaceHead title={t('teams.title')} note={t('teams.note')}>
        {manages && (
          <Button look="accent" onClick={() => setMaking(true)}>
            <Plus />
            {t('teams.new')}
          </Button>
        )}
      </PlaceHead>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchField label={t('teams.search')} onSearch={setSearch} />
        <Select
          label={t('show')}
          value={archived}
          onChange={setArchived}
          options={FILTERS.map((value) => ({ value, label: t(`teams.filters.${value}`) }))}
          className="w-40"
        />
      </div>
      <Failure error={error} />
      <DataTable
        label={t('teams.title')}
        columns={columnsOf(t, locale)}
        rows={data}
        keyOf={({ id }) => id}
        onOpen={({ id }) => open(id)}
        empty={search ? t('teams.noneMatches') : t('teams.empty')}
      />
      {making && <TeamForm onClose={() => setMaking(false)} />}
      {opened && (
        <TeamDialog id={opened} manages={manages} leads={leads.includes(opened)} onClose={() => open(null)} />
      )}
    </>
  );
}

const columnsOf = (t: Words<'admin'>, locale: Locale): Column<TeamView>[] => [
  {
    head: t('team'),
    cell: ({ name }) => (
      <button type="button" className="text-left font-medium">
        {name}
      </button>
    ),
  },
  {
    head: t('teams.costCentre'),
    cell: ({ costCentre }) => <span className="text-muted">{costCentre ?? '–'}</span>,
  },
  {
    head: t('teams.leads'),
    wideOnly: true,
    className: 'max-w-60',
    cell: ({ leads }) => <span className="block truncate text-muted">{leads.join(', ') || '–'}</span>,
  },
  { head: t('teams.people'), atEnd: true, cell: ({ members }) => members.toLocaleString(locale) },
];
