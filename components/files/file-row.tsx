'use client';
import { useTranslations } from 'use-intl';
import type { FileEntry } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import { useTimes } from '../place/use-times';
import { classNames } from '../ui/class-names';
import { Checkbox } from './checkbox';
import { FileName } from './file-name';
import { cellId, type FileViewProps } from './file-view';
import { Thumbnail } from './thumbnail';
import { useDropTarget } from './use-drop-target';

/** The columns of a row and of the head above it. */
export const COLUMNS =
  'grid grid-cols-[28px_32px_minmax(0,1fr)_88px] wide:grid-cols-[28px_32px_minmax(0,1fr)_160px_96px] items-center';

export function FileRow({ entry, view }: { entry: FileEntry; view: FileViewProps }) {
  const times = useTimes();
  const t = useTranslations('files');
  const chosen = view.selection.chosen.has(entry.path);
  const renaming = view.renaming === entry.path;
  const { over, ...drop } = useDropTarget(
    entry.kind === 'folder' && !chosen ? () => view.onMoveInto(entry) : undefined,
  );
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, for all of them
    // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    <div
      role="gridcell"
      id={cellId(entry.path)}
      aria-selected={chosen}
      aria-label={entry.name}
      draggable={!renaming && !entry.fixed}
      onDragStart={(event) => view.onDragStart(event, entry)}
      onClick={(event) => {
        // A finger opens with one touch; the box beside it chooses.
        if (matchMedia('(pointer: coarse)').matches) view.onOpen(entry);
        else view.onClick(event, entry);
      }}
      onDoubleClick={() => view.onOpen(entry)}
      onContextMenu={() => view.onMenu(entry)}
      {...drop}
      className={classNames(
        COLUMNS,
        'group h-full rounded-control px-1 select-none',
        chosen ? 'bg-accent-soft' : 'hover:bg-hover',
        view.selection.cursor === entry.path &&
          'in-focus-visible:outline-2 in-focus-visible:-outline-offset-2 in-focus-visible:outline-accent',
        over && 'bg-accent-soft outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <Checkbox
        label={t('choose', { name: entry.name })}
        checked={chosen}
        onChange={() => view.onToggle(entry)}
        className={chosen ? undefined : 'opacity-0 group-hover:opacity-100 pointer-coarse:opacity-100'}
      />
      <Thumbnail tree={view.tree} entry={entry} className="size-6 rounded-small" iconClassName="size-6" />
      <span className="flex min-w-0 items-center">
        <FileName
          name={entry.name}
          renaming={renaming}
          error={renaming ? view.renameError : null}
          onRename={(name) => view.onRename(entry, name)}
          onCancel={view.onCancelRename}
        />
      </span>
      <span className="hidden truncate text-muted wide:block">{times.recent(entry.modifiedAt)}</span>
      <span className="truncate pr-2 text-right text-muted">
        {entry.bytes === null ? '' : formatBytes(entry.bytes)}
      </span>
    </div>
  );
}
