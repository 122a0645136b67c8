'use client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { QueuePage as Page } from '@/lib/jobs/list-queue';
import type { TeamView } from '@/lib/teams/team-view';
import { DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { ShowMore } from '../../place/show-more';
import { useTimes } from '../../place/use-times';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Failure } from '../../ui/failure';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { toast } from '../../ui/toast';
import { queueKey, teamsKey } from '../admin-keys';
import { useAct } from '../use-act';
import { queueColumns } from './queue-columns';

const LOOK_EVERY_MS = 3_000;
const ALL = 'all' as const;
const STATES = [ALL, 'running', 'queued'] as const;

interface QueuePageProps {
  /** An admin; an auditor only reads. */
  manages: boolean;
  /** Stands at the head of the page. */
  children?: ReactNode;
}

export function QueuePage({ manages, children }: QueuePageProps) {
  const times = useTimes();
  const t = useTranslations('admin');
  const [search, setSearch] = useState('');
  const [teamId, setTeam] = useState<string>(ALL);
  const [state, setState] = useState<string>(ALL);
  const teams = useQuery({
    queryKey: [...teamsKey, 'of-queue'],
    queryFn: () => studioFetch<TeamView[]>('/api/admin/teams'),
  });
  const filter = Object.entries({ search, teamId, state }).filter(([, value]) => value && value !== ALL);
  const list = useInfiniteQuery({
    queryKey: [...queueKey, search, teamId, state],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams(filter);
      if (pageParam) query.set('after', pageParam);
      return studioFetch<Page>(`/api/admin/queue?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  });
  const { data, error, dataUpdatedAt } = list;
  const stop = useAct(queueKey, () => toast(t('queue.stopped')));
  const jobs = data && [...data.pages[0]!.running, ...data.pages.flatMap(({ waiting }) => waiting)];
  const total = data?.pages[0]?.waitingTotal;
  return (
    <>
      <PlaceHead
        title={t('queue.title')}
        note={
          data
            ? t('queue.note', { running: data.pages[0]!.running.length, waiting: total ?? 0 })
            : t('queue.noteBefore')
        }
      >
        {children}
      </PlaceHead>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchField label={t('queue.search')} onSearch={setSearch} />
        <Select
          label={t('team')}
          value={teamId}
          onChange={setTeam}
          className="w-40"
          options={[
            { value: ALL, label: t('queue.allTeams') },
            ...(teams.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Select
          label={t('show')}
          value={state}
          onChange={setState}
          options={STATES.map((value) => ({ value, label: t(`queue.states.${value}`) }))}
          className="w-36"
        />
      </div>
      <Failure error={error ?? stop.error} />
      <DataTable
        label={t('queue.title')}
        columns={queueColumns({
          now: dataUpdatedAt,
          t,
          times,
          onStop: manages
            ? ({ id }) => stop.mutate({ method: 'DELETE', path: `/api/admin/queue/${id}` })
            : undefined,
        })}
        rows={jobs}
        keyOf={({ id }) => id}
        empty={t('queue.empty')}
      />
      <ShowMore list={list} />
    </>
  );
}
