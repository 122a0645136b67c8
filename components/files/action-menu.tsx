'use client';
import {
  CopyPlus,
  Download,
  Eye,
  FolderInput,
  FolderOpen,
  type LucideIcon,
  PencilLine,
  Trash2,
} from 'lucide-react';
import { ContextMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { FileEntry } from '@/lib/files/file-entry';
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts';
import { classNames } from '../ui/class-names';
import { Keys } from '../ui/keys';

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
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      {/* Within the page’s landmark; at the end of the document nothing would say what it belongs to. */}
      <ContextMenu.Portal container={typeof document === 'undefined' ? null : document.querySelector('main')}>
        {only && (
          <ContextMenu.Content
            collisionPadding={8}
            // The field of a rename, or a dialog, has taken the focus.
            onCloseAutoFocus={(event) => event.preventDefault()}
            className="appear z-50 min-w-56 rounded-control bg-popover p-1 shadow-popover"
          >
            {single && (
              <Item
                icon={only.kind === 'folder' ? FolderOpen : Eye}
                shortcut="openFile"
                onSelect={actions.open}
              >
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
                <ContextMenu.Separator className="mx-2 my-1 h-px bg-line" />
                <Item icon={Trash2} shortcut="moveToTrash" onSelect={actions.trash} danger>
                  {t('menu.trash')}
                </Item>
              </>
            )}
          </ContextMenu.Content>
        )}
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

interface ItemProps {
  icon: LucideIcon;
  shortcut: ShortcutId;
  onSelect: () => void;
  danger?: boolean;
  children: ReactNode;
}

function Item({ icon: Icon, shortcut, onSelect, danger, children }: ItemProps) {
  return (
    <ContextMenu.Item
      onSelect={onSelect}
      className={classNames(
        'control-height flex items-center gap-2 rounded-small px-2 outline-none select-none',
        danger ? 'text-danger data-highlighted:bg-danger-soft' : 'data-highlighted:bg-hover',
      )}
    >
      <Icon aria-hidden className={classNames('size-4', !danger && 'text-faint')} />
      {children}
      <Keys keys={keysOf(shortcut)} className="ml-auto pl-6 text-faint pointer-coarse:hidden" />
    </ContextMenu.Item>
  );
}
