'use client';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isActName } from '@/lib/audit/acts';
import type { AuditView } from '@/lib/audit/list-entries';
import { useTimes } from '../../place/use-times';
import { classNames } from '../../ui/class-names';

/** One entry; a click shows what it was before and after, and its hash. */
export function AuditRow({ entry }: { entry: AuditView }) {
  const times = useTimes();
  const log = useTranslations('audit');
  const t = useTranslations('admin');
  const [open, setOpen] = useState(false);
  const alarming = entry.action === 'sign_in.failed' || entry.action === 'person.deleted';
  return (
    <li className="border-t first:border-0">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[16px_1fr] items-baseline gap-x-3 gap-y-0.5 px-4 py-2 text-left transition-colors quick hover:bg-hover wide:grid-cols-[16px_1.2fr_1fr_1.4fr_160px]"
      >
        <ChevronRight
          aria-hidden
          className={classNames(
            'size-4 self-center text-faint transition-transform quick',
            open && 'rotate-90',
          )}
        />
        <span className={classNames('font-medium', alarming && 'text-danger')}>
          {isActName(entry.action) ? log(entry.action) : entry.action}
        </span>
        <span className="col-start-2 truncate text-muted wide:col-start-auto">
          {t('audit.by', { actor: entry.actor })}
          <span className="wide:hidden">{entry.targetKind === 'session' ? '' : ` · ${entry.target}`}</span>
        </span>
        <span className="hidden truncate text-muted wide:block">
          {entry.targetKind === 'session' ? entry.address : entry.target}
        </span>
        <time
          dateTime={entry.at}
          className="col-start-2 text-small text-faint wide:col-start-auto wide:text-right"
        >
          {times.moment(entry.at)}
        </time>
      </button>
      {open && (
        <dl className="appear grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 bg-raised px-4 py-3 text-small wide:pl-11">
          <Fact name={t('audit.concerns')} value={`${entry.targetKind} ${entry.target}`} />
          <Fact name={t('audit.address')} value={entry.address} />
          {entry.before !== null && <Fact name={t('audit.before')} value={JSON.stringify(entry.before)} />}
          {entry.after !== null && <Fact name={t('audit.after')} value={JSON.stringify(entry.after)} />}
          <Fact name={t('audit.entry')} value={`${entry.id} · ${entry.hash}`} />
        </dl>
      )}
    </li>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 font-mono break-all">{value}</dd>
    </>
  );
}
