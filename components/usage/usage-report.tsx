'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { TeamView } from '@/lib/teams/team-view';
import type { UsageReport as Report, UsageTotal } from '@/lib/usage/usage-report';
import { useTimes } from '../place/use-times';
import { usageKey } from '../studio/data/query-keys';
import { studioFetch } from '../studio/data/studio-fetch';
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
  const locale = useLocale();
  const times = useTimes();
  const t = useTranslations('usage');
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
  const label = t(`periods.${period}`);
  if (teams.data?.length === 0)
    return <p className="rounded-card bg-panel px-6 py-12 text-center text-muted">{t('noTeamYet')}</p>;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        {of === 'team' &&
          (team ? (
            <Select
              label={t('team.label')}
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
          label={t('period')}
          value={period}
          onChange={(value) => setPeriod(value as PeriodName)}
          options={PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))}
          className="w-40"
        />
        <a download href={`${path}/export?${query}`} className={`${buttonClass('outlined')} ml-auto`}>
          <Download />
          {t('export')}
        </a>
      </div>
      <Failure error={teams.error ?? error} />
      <dl className="grid grid-cols-[3fr_2fr_2fr] gap-px overflow-hidden rounded-card bg-line">
        <Figure label={t('deviceTime')} text={data && times.milliseconds(Number(data.total.deviceMs))} />
        <Figure label={t('pictures')} text={data?.total.pictures.toLocaleString(locale)} />
        <Figure label={t('jobs')} text={data?.total.jobs.toLocaleString(locale)} />
      </dl>
      <UsageDays label={label} days={data && filled(daysOf(range), data.days)} />
      {of === 'all' && (
        <ShareTable title={t('teams')} rows={data?.teams.map((team) => teamShare(team, t('noTeam')))} />
      )}
      <ShareTable title={t('people')} rows={data?.people.map(personShare)} />
    </>
  );
}

const NOTHING: UsageTotal = { jobs: 0, pictures: 0, deviceMs: '0' };

function filled(days: readonly string[], used: Report['days']) {
  const byDay = new Map(used.map((day) => [day.day, day]));
  return days.map((day) => shown(byDay.get(day) ?? { day, ...NOTHING }));
}

const teamShare = ({ id, name, ...total }: Report['teams'][number], noTeam: string): Share => ({
  ...shown(total),
  id: id ?? 'none',
  name: name ?? noTeam,
  note: null,
});

const personShare = ({ id, name, displayName, ...total }: Report['people'][number]): Share => ({
  ...shown(total),
  id,
  name: displayName ?? name,
  note: displayName ? name : null,
});
