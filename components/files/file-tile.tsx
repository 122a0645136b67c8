'use client';
import { useTranslations } from 'use-intl';
import type { FileEntry } from '@/lib/files/file-entry';
import { classNames } from '../ui/class-names';
import { Checkbox } from './checkbox';
import { FileName } from './file-name';
import { cellId, type FileViewProps } from './file-view';
import { Thumbnail } from './thumbnail';
import { useDropTarget } from './use-drop-target';

export function FileTile({ entry, view }: { entry: FileEntry; view: FileViewProps }) {
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
        if (matchMedia('(pointer: coarse)').matches) view.onOpen(entry);
        else view.onClick(event, entry);
      }}
      onDoubleClick={() => view.onOpen(entry)}
      onContextMenu={() => view.onMenu(entry)}
      {...drop}
      className={classNames(
        'group relative flex min-h-0 flex-col rounded-card p-1 select-none',
        chosen ? 'bg-accent-soft' : 'hover:bg-hover',
        view.selection.cursor === entry.path &&
          'in-focus-visible:outline-2 in-focus-visible:-outline-offset-2 in-focus-visible:outline-accent',
        over && 'bg-accent-soft outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <span className="grid min-h-0 flex-1 place-items-center overflow-hidden rounded-control bg-panel">
        <Thumbnail tree={view.tree} entry={entry} className="size-full" iconClassName="size-12" />
      </span>
      <span className="flex h-8 shrink-0 items-center justify-center px-1">
        <FileName
          name={entry.name}
          renaming={renaming}
          error={renaming ? view.renameError : null}
          onRename={(name) => view.onRename(entry, name)}
          onCancel={view.onCancelRename}
        />
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
    </div>
  );
}
