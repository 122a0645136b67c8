'use client';
import type { ReactNode } from 'react';
import type { FileEntry } from '@/lib/files/file-entry';
import { classNames } from '../ui/class-names';
import { FileName } from './file-name';
import { cellId, type FileViewProps } from './file-view';
import { useDropTarget } from './use-drop-target';

export interface FileCellProps {
  entry: FileEntry;
  view: FileViewProps;
}

/** An entry in either view: chosen, opened, dragged, dropped upon. */
export function FileCell({
  entry,
  view,
  className,
  children,
}: FileCellProps & { className: string; children: ReactNode }) {
  const chosen = view.selection.chosen.has(entry.path);
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
      draggable={view.renaming !== entry.path && !entry.fixed}
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
        'group select-none',
        chosen ? 'bg-accent-soft' : 'hover:bg-hover',
        view.selection.cursor === entry.path &&
          'in-focus-visible:outline-2 in-focus-visible:-outline-offset-2 in-focus-visible:outline-accent',
        over && 'bg-accent-soft outline-2 -outline-offset-2 outline-accent',
        className,
      )}
    >
      {children}
    </div>
  );
}

/** Its name, or the field in which it gets another one. */
export function CellName({ entry, view }: FileCellProps) {
  const renaming = view.renaming === entry.path;
  return (
    <FileName
      name={entry.name}
      renaming={renaming}
      error={renaming ? view.renameError : null}
      onRename={(name) => view.onRename(entry, name)}
      onCancel={view.onCancelRename}
    />
  );
}
