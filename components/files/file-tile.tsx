'use client';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { Checkbox } from './checkbox';
import { CellName, FileCell, type FileCellProps } from './file-cell';
import { Thumbnail } from './thumbnail';

export function FileTile({ entry, view }: FileCellProps) {
  const t = useTranslations('files');
  const chosen = view.selection.chosen.has(entry.path);
  return (
    <FileCell entry={entry} view={view} className="relative flex min-h-0 flex-col rounded-card p-1">
      <span className="grid min-h-0 flex-1 place-items-center overflow-hidden rounded-control bg-panel">
        <Thumbnail tree={view.tree} entry={entry} className="size-full" iconClassName="size-12" />
      </span>
      <span className="flex h-8 shrink-0 items-center justify-center px-1">
        <CellName entry={entry} view={view} />
      </span>
      <Checkbox
        label={t('choose', { name: entry.name })}
        checked={chosen}
        onChange={() => view.onToggle(entry)}
        className={classNames(
          'absolute top-2 left-2 pointer-coarse:ml-0',
          !chosen && 'opacity-0 group-hover:opacity-100 pointer-coarse:opacity-100',
        )}
      />
    </FileCell>
  );
}
