'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ACT_NAMES } from '@/lib/audit/acts';
import type { AuditView } from '@/lib/audit/list-entries';
import { PlaceHead } from '../../place/place-head';
import { ShowMore } from '../../place/show-more';
import { studioFetch } from '../../studio/data/studio-fetch';
import { buttonClass } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { TextField } from '../../ui/text-field';
import { auditKey } from '../admin-keys';
import { AuditRow } from './audit-row';

const PAGE = 100;
const ALL = 'all';

export function AuditPage() {
  const log = useTranslations('audit');
  const acts = useTranslations('acts');
  const t = useTranslations('admin');
  const [search, setSearch] = useState('');
  const [action, setAction] = useState(ALL);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const filter = Object.fromEntries(
    Object.entries({ search, action: action === ALL ? '' : action, from, to }).filter(
      ([, value]) => value !== '',
    ),
  );
  const list = useInfiniteQuery({
    queryKey: [...auditKey, filter],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams(filter);
      if (pageParam) query.set('before', String(pageParam));
      return studioFetch<AuditView[]>(`/api/admin/audit?${query}`);
    },
    initialPageParam: 0,
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)!.id : null),
    placeholderData: keepPreviousData,
  });
  const { data, error } = list;
  const entries = data?.pages.flat();
  return (
    <>
      <PlaceHead title={t('audit.title')} note={t('audit.note')}>
        <a
          href={`/api/admin/audit/export?${new URLSearchParams(filter)}`}
          className={buttonClass('outlined')}
        >
          <Download />
          {acts('exportCsv')}
        </a>
      </PlaceHead>
      <div className="mb-4 grid grid-cols-2 items-end gap-2 wide:flex">
        <SearchField label={t('audit.search')} onSearch={setSearch} className="col-span-2 wide:w-56" />
        <Select
          label={t('audit.what')}
          value={action}
          onChange={setAction}
          options={[
            { value: ALL, label: t('audit.everything') },
            ...ACT_NAMES.map((value) => ({ value, label: log(value) })),
          ]}
          className="col-span-2 wide:w-48"
        />
        <TextField
          compact
          label={t('audit.from')}
          type="date"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextField
          compact
          label={t('audit.to')}
          type="date"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <Failure error={error} />
      <ol aria-label={t('audit.entries')} className="overflow-hidden rounded-card bg-panel">
        {entries ? (
          entries.map((entry) => <AuditRow key={entry.id} entry={entry} />)
        ) : (
          <li className="p-4">
            <Skeleton className="h-60" />
          </li>
        )}
        {entries?.length === 0 && <li className="px-6 py-12 text-center text-muted">{t('audit.nothing')}</li>}
      </ol>
      <ShowMore list={list} label={t('audit.older')} />
    </>
  );
}
