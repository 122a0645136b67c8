'use client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../ui/toast';
import type { QueuePage as Page } from '@/lib/jobs/list-queue';
import type { TeamView } from '@/lib/teams/team-view';
import { DataTable } from '../../place/data-table';
import { PlaceHead } from '../../place/place-head';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { queueKey, teamsKey } from '../admin-keys';
import { useAct } from '../use-act';
import { queueColumns } from './queue-columns';

const LOOK_EVERY_MS = 3_000;
const ALL = 'all';
const STATES = [
  { value: ALL, label: 'Everything' },
  { value: 'running', label: 'Running' },
  { value: 'queued', label: 'Waiting' },
];

/** `manages`: an admin; an auditor only reads. */
export function QueuePage({ manages }: { manages: boolean }) {
  const [search, setSearch] = useState('');
  const [teamId, setTeam] = useState(ALL);
  const [state, setState] = useState(ALL);
  const teams = useQuery({
    queryKey: [...teamsKey, 'of-queue'],
    queryFn: () => studioFetch<TeamView[]>('/api/admin/teams'),
  });
  const filter = Object.entries({ search, teamId, state }).filter(([, value]) => value && value !== ALL);
  const { data, error, dataUpdatedAt, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
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
  const stop = useAct(queueKey, () => toast('Stopped; its owner is told'));
  const jobs = data && [...data.pages[0]!.running, ...data.pages.flatMap(({ waiting }) => waiting)];
  const total = data?.pages[0]?.waitingTotal;
  return (
    <>
      <PlaceHead
        title="Queue"
        note={
          data
            ? `${data.pages[0]!.running.length} running, ${(total ?? 0).toLocaleString('en')} waiting. What jobs are about is only their owners’ to see.`
            : 'Everybody’s jobs that run or wait.'
        }
      />
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchField label="Search whose" onSearch={setSearch} />
        <Select
          label="Team"
          value={teamId}
          onChange={setTeam}
          className="w-40"
          options={[
            { value: ALL, label: 'All teams' },
            ...(teams.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Select label="Show" value={state} onChange={setState} options={STATES} className="w-36" />
      </div>
      <Failure error={error ?? stop.error} />
      <DataTable
        label="Queue"
        columns={queueColumns({
          now: dataUpdatedAt,
          onStop: manages
            ? ({ id }) => stop.mutate({ method: 'DELETE', path: `/api/admin/queue/${id}` })
            : undefined,
        })}
        rows={jobs}
        keyOf={({ id }) => id}
        empty="Nothing of that kind runs or waits."
      />
      {hasNextPage && (
        <div className="mt-4 text-center">
          <Button look="outlined" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? 'Loading…' : 'Show more'}
          </Button>
        </div>
      )}
    </>
  );
}
