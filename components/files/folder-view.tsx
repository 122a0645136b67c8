'use client';
import { useRouter } from 'next/navigation';
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type FileEntry, folderOf, pathIn } from '@/lib/files/file-entry';
import { useShortcuts } from '../shortcuts/use-shortcuts';
import { ActionMenu } from './action-menu';
import { addressOf, type Place } from './data/file-places';
import { useMove, useRename } from './data/mutations';
import { type Order, useFolder, useRefreshFiles } from './data/queries';
import { DropZone } from './drop-zone';
import { EmptyFolder } from './empty-folder';
import { FileArea } from './file-area';
import { TILE } from './file-grid';
import { ListHead } from './file-list';
import type { FileViewProps } from './file-view';
import { FolderSkeleton } from './folder-skeleton';
import { MoveDialog } from './move-dialog';
import { NewFolderDialog } from './new-folder-dialog';
import { Notice } from './notice';
import { PreviewDialog } from './preview-dialog';
import { Toolbar } from './toolbar';
import { filesOfInput } from './uploads/dropped-files';
import { uploadQueue } from './uploads/upload-queue';
import { MOVING } from './use-drop-target';
import { useFileActions } from './use-file-actions';
import { useFileList } from './use-file-list';
import { useViewChoice } from './use-view-choice';
import { useWidth } from './use-width';

const noEntries: FileEntry[] = [];

export function FolderView({ tree, path }: { tree: Place['tree']; path: string }) {
  const router = useRouter();
  const refresh = useRefreshFiles();
  const [view, setView] = useViewChoice();
  const [order, setOrder] = useState<Order>({ sort: 'name', descending: false });
  const [problem, setProblem] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'move' | 'folder' | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const folder = useFolder(tree, path, order);
  const entries = folder.data?.pages.flatMap((page) => page.entries) ?? noEntries;
  const reveal = useRef<(index: number) => void>(() => {});
  const chooser = useRef<HTMLInputElement>(null);
  const folderChooser = useRef<HTMLInputElement>(null);
  const [area, width] = useWidth();
  const columns = view === 'list' ? 1 : Math.max(2, Math.floor((width + 8) / (TILE + 8)));

  const actions = useFileActions(tree, { onError: setProblem });
  const rename = useRename(tree);
  const move = useMove(tree);
  const go = (to: string) => router.push(addressOf({ tree, path: to }));
  const open = (entry: FileEntry) => (entry.kind === 'folder' ? go(entry.path) : setShown(entry.path));
  const list = useFileList({ entries, columns, onOpen: open, onCursor: (index) => reveal.current(index) });
  const { chosen } = list;
  const movable = chosen.filter(({ fixed }) => !fixed);

  // A folder is looked at anew: what was chosen or said belongs to the one before.
  const [last, setLast] = useState(path);
  if (last !== path) {
    setLast(path);
    setProblem(null);
    setRenaming(null);
  }
  useEffect(() => uploadQueue.onArrival(() => void refresh()), [refresh]);

  const moveInto = (to: string) =>
    move.mutate(
      { paths: movable.map((entry) => entry.path), to },
      { onError: ({ message }) => setProblem(message) },
    );
  const startRename = () => {
    rename.reset();
    if (chosen.length === 1 && movable[0]) setRenaming(movable[0].path);
  };
  const some = chosen.length > 0;
  useShortcuts({
    rename: movable.length === 1 && chosen.length === 1 ? startRename : undefined,
    moveTo: movable.length > 0 ? () => setDialog('move') : undefined,
    moveToTrash: movable.length > 0 ? () => actions.moveToTrash(chosen) : undefined,
    duplicate: some ? () => actions.duplicate(chosen) : undefined,
    download: some ? () => actions.download(chosen) : undefined,
    upload: () => chooser.current?.click(),
    newFolder: () => setDialog('folder'),
    folderUp: path === '' ? undefined : () => go(folderOf(path)),
    switchView: () => setView(view === 'list' ? 'grid' : 'list'),
    openFile: chosen.length === 1 ? () => open(chosen[0]!) : undefined,
  });

  const { fetchNextPage, hasNextPage, isFetchingNextPage } = folder;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  const fileView: FileViewProps = {
    tree,
    entries,
    selection: list.selection,
    renaming,
    renameError: rename.error?.message ?? null,
    onClick: list.onClick,
    onToggle: (entry) => list.toggle(entry.path),
    onOpen: open,
    onMenu: (entry) => {
      if (!list.selection.chosen.has(entry.path)) list.choose(entry.path);
    },
    onRename: (entry, name) =>
      rename.mutate(
        { path: entry.path, name },
        {
          onSuccess: (renamed) => {
            setRenaming(null);
            list.choose(renamed.path);
          },
        },
      ),
    onCancelRename: () => {
      setRenaming(null);
      rename.reset();
    },
    onDragStart: (event: DragEvent, entry) => {
      if (!list.selection.chosen.has(entry.path)) list.choose(entry.path);
      event.dataTransfer.setData(MOVING, entry.path);
      event.dataTransfer.effectAllowed = 'move';
    },
    onMoveInto: (target) => moveInto(target.path),
    onEnd,
  };

  const upload = (input: HTMLInputElement) => {
    if (input.files) uploadQueue.add(filesOfInput(input.files), { tree, path });
    input.value = '';
  };
  const menuActions = {
    open: () => chosen[0] && open(chosen[0]),
    download: () => actions.download(chosen),
    rename: startRename,
    move: () => setDialog('move'),
    duplicate: () => actions.duplicate(chosen),
    trash: () => actions.moveToTrash(chosen),
  };

  return (
    <DropZone place={{ tree, path }} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Toolbar
        {...{ tree, path, view, chosen, menuActions }}
        onOpen={go}
        onMoveHere={movable.length > 0 ? moveInto : undefined}
        onView={setView}
        onUpload={() => chooser.current?.click()}
        onUploadFolder={() => folderChooser.current?.click()}
        onNewFolder={() => setDialog('folder')}
        onClear={list.clear}
      />
      <input ref={chooser} type="file" multiple hidden onChange={({ target }) => upload(target)} />
      <input
        ref={(input) => {
          input?.setAttribute('webkitdirectory', '');
          folderChooser.current = input;
        }}
        type="file"
        hidden
        onChange={({ target }) => upload(target)}
      />
      {problem && <Notice onClose={() => setProblem(null)}>{problem}</Notice>}
      {folder.error && <Notice>{folder.error.message}</Notice>}
      <div ref={area} className="mx-2 flex min-h-0 flex-1 flex-col wide:mx-4">
        {view === 'list' && <ListHead order={order} onOrder={setOrder} />}
        {folder.isPending ? (
          <FolderSkeleton view={view} columns={columns} />
        ) : entries.length > 0 ? (
          <ActionMenu chosen={chosen} actions={menuActions}>
            <FileArea
              view={fileView}
              {...{ columns, width, reveal }}
              onKeyDown={list.onKeyDown}
              onClear={list.clear}
            />
          </ActionMenu>
        ) : (
          !folder.error && <EmptyFolder onUpload={() => chooser.current?.click()} />
        )}
      </div>
      <MoveDialog
        open={dialog === 'move'}
        onOpenChange={() => setDialog(null)}
        tree={tree}
        from={path}
        entries={movable}
      />
      <NewFolderDialog
        open={dialog === 'folder'}
        onOpenChange={() => setDialog(null)}
        tree={tree}
        path={path}
        onMade={(made) => list.choose(pathIn('', made))}
      />
      <PreviewDialog
        tree={tree}
        entries={entries}
        shown={shown}
        onShow={setShown}
        onDownload={(entry) => actions.download([entry])}
      />
    </DropZone>
  );
}
