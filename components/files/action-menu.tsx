'use client';
import { CopyPlus, Download, Eye, FolderInput, FolderOpen, PencilLine, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { FileEntry } from '@/lib/files/file-entry';
import { ContextMenu, ContextMenuLine, ContextMenuItem as Item } from '../ui/context-menu';

export interface MenuActions {
  open: () => void;
  download: () => void;
  rename: () => void;
  move: () => void;
  duplicate: () => void;
  trash: () => void;
}

interface ActionMenuProps {
  chosen: readonly FileEntry[];
  actions: MenuActions;
  children: ReactNode;
}

/** The menu of the right mouse button (or a long touch) on what is chosen. */
export function ActionMenu({ chosen, actions, children }: ActionMenuProps) {
  const t = useTranslations('files');
  const acts = useTranslations('acts');
  const [only] = chosen;
  const single = chosen.length === 1;
  const movable = chosen.some(({ fixed }) => !fixed);
  const menu = only && (
    <>
      {single && (
        <Item icon={only.kind === 'folder' ? FolderOpen : Eye} shortcut="openFile" onSelect={actions.open}>
          {only.kind === 'folder' ? acts('open') : t('menu.look')}
        </Item>
      )}
      <Item icon={Download} shortcut="download" onSelect={actions.download}>
        {single && only.kind === 'file' ? acts('download') : t('menu.downloadArchive')}
      </Item>
      <Item icon={CopyPlus} shortcut="duplicate" onSelect={actions.duplicate}>
        {t('menu.duplicate')}
      </Item>
      {movable && (
        <>
          {single && (
            <Item icon={PencilLine} shortcut="rename" onSelect={actions.rename}>
              {acts('rename')}
            </Item>
          )}
          <Item icon={FolderInput} shortcut="moveTo" onSelect={actions.move}>
            {t('menu.move')}
          </Item>
          <ContextMenuLine />
          <Item icon={Trash2} shortcut="moveToTrash" onSelect={actions.trash} danger>
            {t('menu.trash')}
          </Item>
        </>
      )}
    </>
  );
  return <ContextMenu menu={menu}>{children}</ContextMenu>;
}
