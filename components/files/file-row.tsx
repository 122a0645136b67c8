'use client';
import { useTranslations } from 'use-intl';
import { formatBytes } from '@/lib/files/format-bytes';
import { useTimes } from '../place/use-times';
import { classNames } from '../ui/class-names';
import { Checkbox } from './checkbox';
import { CellName, FileCell, type FileCellProps } from './file-cell';
import { Thumbnail } from './thumbnail';

/** The columns of a row and of the head above it. */
export const COLUMNS =
  'grid grid-cols-[28px_32px_minmax(0,1fr)_88px] wide:grid-cols-[28px_32px_minmax(0,1fr)_160px_96px] items-center';

export function FileRow({ entry, view }: FileCellProps) {
  const times = useTimes();
  const t = useTranslations('files');
  const chosen = view.selection.chosen.has(entry.path);
  return (
    <FileCell entry={entry} view={view} className={classNames(COLUMNS, 'h-full rounded-control px-1')}>
      <Checkbox
        label={t('choose', { name: entry.name })}
        checked={chosen}
        onChange={() => view.onToggle(entry)}
        className={chosen ? undefined : 'opacity-0 group-hover:opacity-100 pointer-coarse:opacity-100'}
      />
      <Thumbnail tree={view.tree} entry={entry} className="size-6 rounded-small" iconClassName="size-6" />
      <span className="flex min-w-0 items-center">
        <CellName entry={entry} view={view} />
      </span>
      <span className="hidden truncate text-muted wide:block">{times.recent(entry.modifiedAt)}</span>
      <span className="truncate pr-2 text-right text-muted">
        {entry.bytes === null ? '' : formatBytes(entry.bytes)}
      </span>
    </FileCell>
  );
}
