'use client';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { type Column, DataTable } from '../place/data-table';
import { useTimes } from '../place/use-times';
import { Button } from '../ui/button';
import type { UsageSum } from './usage';

/** The part one person or team had of what was used. */
export interface Share extends UsageSum {
  id: string;
  name: string;
  note: string | null;
}

const SHOWN_FIRST = 50;

/** Who used how much, most first, each with a bar as long as their part of the largest. */
export function ShareTable({ title, rows }: { title: string; rows: readonly Share[] | undefined }) {
  const times = useTimes();
  const locale = useLocale();
  const t = useTranslations('usage');
  const [all, setAll] = useState(false);
  const most = Math.max(...(rows ?? []).map(({ deviceMs }) => deviceMs));
  const columns: Column<Share>[] = [
    {
      head: title,
      className: 'w-1/2 max-w-0',
      cell: ({ name, note, deviceMs }) => (
        <>
          <span className="block truncate">
            <span className="font-medium">{name}</span>
            {note && <span className="pl-2 text-faint">{note}</span>}
          </span>
          <span className="mt-1 block h-1 overflow-hidden rounded-full bg-raised">
            <span
              className="block h-full rounded-full bg-accent"
              style={{ width: `${most > 0 ? (deviceMs / most) * 100 : 0}%` }}
            />
          </span>
        </>
      ),
    },
    { head: t('pictures'), atEnd: true, cell: ({ pictures }) => pictures.toLocaleString(locale) },
    { head: t('jobs'), atEnd: true, wideOnly: true, cell: ({ jobs }) => jobs.toLocaleString(locale) },
    {
      head: t('deviceTime'),
      atEnd: true,
      cell: ({ deviceMs }) => (
        <span className="whitespace-nowrap font-medium">{times.milliseconds(deviceMs)}</span>
      ),
    },
  ];
  return (
    <section aria-label={title} className="mt-4">
      <DataTable
        label={title}
        columns={columns}
        rows={all ? rows : rows?.slice(0, SHOWN_FIRST)}
        keyOf={({ id }) => id}
        empty={t('nobody')}
      />
      {!all && rows && rows.length > SHOWN_FIRST && (
        <Button className="mt-2" onClick={() => setAll(true)}>
          {t('showAll', { count: rows.length })}
        </Button>
      )}
    </section>
  );
}
