'use client';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export const menuItemClass =
  'control-height flex items-center gap-2 rounded-small px-2 outline-none data-disabled:opacity-50 data-highlighted:bg-hover';

interface MenuListProps {
  onClose: () => void;
  className?: string;
  /** DropdownMenu items. */
  children: ReactNode;
}

/** The open menu of a MenuButton. */
export function MenuList({ onClose, className, children }: MenuListProps) {
  return (
    <DropdownMenu.Root open onOpenChange={(open) => !open && onClose()}>
      {/* The menu hangs on this: it lies under the button, which stays the one that is seen, named and focused. */}
      <DropdownMenu.Trigger
        aria-hidden
        tabIndex={-1}
        className="pointer-events-none absolute inset-0 opacity-0"
      />
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className={classNames('appear z-50 rounded-control bg-popover p-1 shadow-popover', className)}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
