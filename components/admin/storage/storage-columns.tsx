import { formatBytes } from '@/lib/files/format-bytes';
import type { PersonStorage } from '@/lib/files/person-storage';
import type { Column } from '../../place/data-table';
import { agoWords } from '../../place/time-words';
import { classNames } from '../../ui/class-names';

/** From here on somebody will soon have to make room. */
const NEARLY_FULL = 0.9;

export const STORAGE_COLUMNS: Column<PersonStorage>[] = [
  {
    head: 'Person',
    className: 'w-full max-w-0',
    cell: ({ name, displayName }) => (
      <>
        <button type="button" className="block max-w-full truncate text-left font-medium">
          {displayName ?? name}
        </button>
        {displayName && <span className="block truncate text-small text-faint">{name}</span>}
      </>
    ),
  },
  {
    head: 'Stored',
    atEnd: true,
    className: 'whitespace-nowrap',
    cell: ({ used, quota }) => (
      <>
        <span className={classNames(isNearlyFull(used, quota) && 'text-danger')}>
          {used === null ? 'not counted yet' : formatBytes(used)}
        </span>
        <span className="block text-small text-faint wide:hidden">{quotaWords(quota)}</span>
      </>
    ),
  },
  {
    head: 'May store',
    wideOnly: true,
    atEnd: true,
    className: 'whitespace-nowrap',
    cell: ({ quota, hasOwnQuota }) => (
      <>
        {quota === null ? 'no limit' : formatBytes(quota)}
        {!hasOwnQuota && quota !== null && (
          <span className="block text-small text-faint">as the settings say</span>
        )}
      </>
    ),
  },
  {
    head: 'In the trash',
    wideOnly: true,
    atEnd: true,
    className: 'whitespace-nowrap',
    cell: ({ trashed }) => <span className="text-muted">{trashed === 0 ? '–' : formatBytes(trashed)}</span>,
  },
  {
    head: 'Counted',
    wideOnly: true,
    atEnd: true,
    className: 'whitespace-nowrap',
    cell: ({ countedAt }) => (
      <span className="text-muted">{countedAt === null ? 'never' : agoWords(countedAt)}</span>
    ),
  },
];

const quotaWords = (quota: number | null) => (quota === null ? 'no limit' : `of ${formatBytes(quota)}`);

const isNearlyFull = (used: number | null, quota: number | null) =>
  used !== null && quota !== null && used >= quota * NEARLY_FULL;
