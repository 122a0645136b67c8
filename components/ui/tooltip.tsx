'use client';
import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts';
import { Keys } from './keys';

export const TooltipProvider = Radix.Provider;

interface TooltipProps {
  label: ReactNode;
  /** The act's key is shown beside the label. */
  shortcut?: ShortcutId;
  side?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactNode;
}

export function Tooltip({ label, shortcut, side = 'top', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="appear z-50 flex max-w-72 items-center gap-2 rounded-control bg-popover px-2 py-1 text-small text-text shadow-popover"
        >
          {label}
          {shortcut && <Keys keys={keysOf(shortcut)} className="text-muted" />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
