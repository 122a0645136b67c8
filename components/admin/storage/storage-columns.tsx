import { formatBytes } from '@/lib/files/format-bytes';
import type { PersonStorage } from '@/lib/files/person-storage';
import type { Words } from '@/lib/i18n/words';
import type { Column } from '../../place/data-table';
import type { Times } from '../../place/use-times';
import { classNames } from '../../ui/class-names';

/** From here on somebody will soon have to make room. */
const NEARLY_FULL = 0.9;

export const storageColumns = (t: Words<'admin'>, times: Times): Column<PersonStorage>[] => [
  {
    head: t('person'),
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
    head: t('storage.stored'),
    atEnd: true,
    className: 'whitespace-nowrap',
    cell: ({ used, quota }) => (
      <>
        <span className={classNames(isNearlyFull(used, quota) && 'text-danger')}>
          {used === null ? t('storage.notCounted') : formatBytes(used)}
        </span>
        <span className="block text-small text-faint wide:hidden">{quotaWords(quota, t)}</span>
      </>
    ),
  },
  {
    head: t('storage.mayStore'),
    wideOnly: true,
    atEnd: true,
    className: 'whitespace-nowrap',
    cell: ({ quota, hasOwnQuota }) => (
      <>
        {quota === null ? t('storage.noLimit') : formatBytes(quota)}
        {!hasOwnQuota && quota !== null && (
          <span className="block text-small text-faint">{t('storage.usual')}</span>
        )}
      </>
    ),
  },
  {
    head: t('storage.trash'),
    wideOnly: true,
    atEnd: true,
    className: 'whitespace-nowrap',
    cell: ({ trashed }) => <span className="text-muted">{trashed === 0 ? '–' : formatBytes(trashed)}</span>,
  },
  {
    head: t('storage.counted'),
    wideOnly: true,
    atEnd: true,
    className: 'whitespace-nowrap',
    cell: ({ countedAt }) => (
      <span className="text-muted">{countedAt === null ? t('never') : times.ago(countedAt)}</span>
    ),
  },
];

const quotaWords = (quota: number | null, t: Words<'admin'>) =>
  quota === null ? t('storage.noLimit') : t('storage.of', { bytes: formatBytes(quota) });

const isNearlyFull = (used: number | null, quota: number | null) =>
  used !== null && quota !== null && used >= quota * NEARLY_FULL;
