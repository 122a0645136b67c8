import type { DragEvent, MouseEvent } from 'react';
import type { FileEntry } from '@/lib/files/file-entry';
import type { Place } from './data/file-places';
import type { Selection } from './selection';

/** What list and grid share: entries, what is chosen, what happens to one. */
export interface FileViewProps {
  tree: Place['tree'];
  entries: readonly FileEntry[];
  selection: Selection;
  renaming: string | null;
  renameError: string | null;
  onClick: (event: MouseEvent, entry: FileEntry) => void;
  onToggle: (entry: FileEntry) => void;
  onOpen: (entry: FileEntry) => void;
  /** The menu opens on an entry that is not chosen: it is chosen first. */
  onMenu: (entry: FileEntry) => void;
  onRename: (entry: FileEntry, name: string) => void;
  onCancelRename: () => void;
  onDragStart: (event: DragEvent, entry: FileEntry) => void;
  onMoveInto: (folder: FileEntry) => void;
  /** The last rows came into view: more is to be fetched. */
  onEnd: () => void;
}

/** The id of an entry’s cell; paths hold spaces, ids must not. */
export const cellId = (path: string) => `file-${encodeURIComponent(path)}`;
