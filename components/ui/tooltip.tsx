'use client';
import { Slot } from 'radix-ui';
import type { FocusEvent, PointerEvent, ReactNode } from 'react';
import type { ShortcutId } from '../shortcuts/shortcuts';
import { hideTip, showTip, type Tip } from './tips';

interface TooltipProps {
  label: string;
  /** The act's key is shown beside the label. */
  shortcut?: ShortcutId;
  side?: Tip['side'];
  /** One element. */
  children: ReactNode;
}

/** Says more about what the pointer or the keyboard is on. The one layer of tips (tip-layer.tsx) shows it. */
export function Tooltip({ label, shortcut, side = 'top', children }: TooltipProps) {
  const show = (anchor: HTMLElement, now: boolean) => showTip({ anchor, label, shortcut, side }, now);
  return (
    <Slot.Root
      onPointerEnter={(event: PointerEvent<HTMLElement>) =>
        event.pointerType !== 'touch' && show(event.currentTarget, false)
      }
      onPointerLeave={(event: PointerEvent<HTMLElement>) => hideTip(event.currentTarget)}
      onPointerDown={(event: PointerEvent<HTMLElement>) => hideTip(event.currentTarget)}
      onFocus={(event: FocusEvent<HTMLElement>) =>
        event.currentTarget.matches(':focus-visible') && show(event.currentTarget, true)
      }
      onBlur={(event: FocusEvent<HTMLElement>) => hideTip(event.currentTarget)}
    >
      {children}
    </Slot.Root>
  );
}
