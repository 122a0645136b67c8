'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { TeamView } from '@/lib/teams/team-view';
import type { UsageReport as Report, UsageTotal } from '@/lib/usage/usage-report';
import { usageKey } from '../studio/data/query-keys';
import { studioFetch } from '../studio/data/studio-fetch';
import { formatMilliseconds } from '../studio/job-words';
import { buttonClass } from '../ui/button';
import { Failure } from '../ui/failure';
import { Select } from '../ui/select';
import { Skeleton } from '../ui/skeleton';
import { daysOf, PERIODS, type PeriodName, rangeOf } from './periods';
import { type Share, ShareTable } from './share-table';
import { UsageDays } from './usage-days';
import { Figure } from './usage-sum';

/** For showing only; the texts are exact. */
const shown = <T extends UsageTotal>(total: T) => ({ ...total, deviceMs: Number(total.deviceMs) });

/** What a team or everybody used in a period: the sum, by day, by team and by person. */
export function UsageReport({ of }: { of: 'team' | 'all' }) {
  const [period, setPeriod] = useState<PeriodName>('recent');
  const [chosen, choose] = useState<string | null>(null);
  const teams = useQuery({
    queryKey: [...usageKey, 'teams'],
    queryFn: () => studioFetch<TeamView[]>('/api/admin/teams'),
    enabled: of === 'team',
  });
  const team = chosen ?? teams.data?.[0]?.id ?? null;
  const range = useMemo(() => rangeOf(period, new Date()), [period]);
  const path = of === 'all' ? '/api/usage/all' : `/api/usage/teams/${team}`;
  const query = new URLSearchParams({ ...range });
  const { data, error } = useQuery({
    queryKey: [...usageKey, path, range],
    queryFn: () => studioFetch<Report>(`${path}?${query}`),
    enabled: of === 'all' || team !== null,
    placeholderData: keepPreviousData,
  });
  const label = PERIODS.find(({ value }) => value === period)!.label;
  if (teams.data?.length === 0)
    return <p className="rounded-card bg-panel px-6 py-12 text-center text-muted">There is no team yet.</p>;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        {of === 'team' &&
          (team ? (
            <Select
              label="Team"
              value={team}
              onChange={choose}
              className="w-full wide:w-64"
              options={(teams.data ?? []).map(({ id, name, costCentre }) => ({
                value: id,
                label: name,
                note: costCentre,
              }))}
            />
          ) : (
            <Skeleton className="h-13 w-full wide:w-64" />
          ))}
        <Select
          label="Period"
          value={period}
          onChange={(value) => setPeriod(value as PeriodName)}
          options={[...PERIODS]}
          className="w-40"
        />
        <a download href={`${path}/export?${query}`} className={`${buttonClass('outlined')} ml-auto`}>
          <Download />
          Export CSV
        </a>
      </div>
      <Failure error={teams.error ?? error} />
      <dl className="grid grid-cols-[3fr_2fr_2fr] gap-px overflow-hidden rounded-card bg-line">
        <Figure label="Device time" text={data && formatMilliseconds(Number(data.total.deviceMs))} />
        <Figure label="Pictures" text={data?.total.pictures.toLocaleString('en')} />
        <Figure label="Jobs" text={data?.total.jobs.toLocaleString('en')} />
      </dl>
      <UsageDays label={label} days={data && filled(daysOf(range), data.days)} />
      {of === 'all' && <ShareTable title="Teams" rows={data?.teams.map(teamShare)} />}
      <ShareTable title="People" rows={data?.people.map(personShare)} />
    </>
  );
}

const NOTHING: UsageTotal = { jobs: 0, pictures: 0, deviceMs: '0' };

function filled(days: readonly string[], used: Report['days']) {
  const byDay = new Map(used.map((day) => [day.day, day]));
  return days.map((day) => shown(byDay.get(day) ?? { day, ...NOTHING }));
}

const teamShare = ({ id, name, ...total }: Report['teams'][number]): Share => ({
  ...shown(total),
  id: id ?? 'none',
  name: name ?? 'No team',
  note: null,
});

const personShare = ({ id, name, displayName, ...total }: Report['people'][number]): Share => ({
  ...shown(total),
  id,
  name: displayName ?? name,
  note: displayName ? name : null,
});
