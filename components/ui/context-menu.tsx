'use client';
import type { LucideIcon } from 'lucide-react';
import { ContextMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts';
import { classNames } from './class-names';
import { Keys } from './keys';

interface ContextMenuProps {
  /** ContextMenuItems; null: there is nothing to be done with it. */
  menu: ReactNode;
  /** One element: where the menu opens. */
  children: ReactNode;
}

/** The menu of the right mouse button, or of a long touch. */
export function ContextMenu({ menu, children }: ContextMenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      {/* Within the page’s landmark; at the end of the document nothing would say what it belongs to. */}
      <Radix.Portal container={typeof document === 'undefined' ? null : document.querySelector('main')}>
        {menu && (
          <Radix.Content
            collisionPadding={8}
            // The field of a rename, or a dialog, has taken the focus.
            onCloseAutoFocus={(event) => event.preventDefault()}
            className="appear z-50 min-w-56 rounded-control bg-popover p-1 shadow-popover"
          >
            {menu}
          </Radix.Content>
        )}
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ContextMenuItemProps {
  icon: LucideIcon;
  /** The same by a key. */
  shortcut: ShortcutId;
  onSelect: () => void;
  danger?: boolean;
  children: ReactNode;
}

export function ContextMenuItem({
  icon: Icon,
  shortcut,
  onSelect,
  danger = false,
  children,
}: ContextMenuItemProps) {
  return (
    <Radix.Item
      onSelect={onSelect}
      className={classNames(
        'control-height flex items-center gap-2 rounded-small px-2 outline-none select-none',
        danger ? 'text-danger data-highlighted:bg-danger-soft' : 'data-highlighted:bg-hover',
      )}
    >
      <Icon aria-hidden className={classNames('size-4', !danger && 'text-faint')} />
      {children}
      <Keys keys={keysOf(shortcut)} className="ml-auto pl-6 text-faint pointer-coarse:hidden" />
    </Radix.Item>
  );
}

/** Between what can be taken back at once and what can't. */
export const ContextMenuLine = () => <Radix.Separator className="mx-2 my-1 h-px bg-line" />;
