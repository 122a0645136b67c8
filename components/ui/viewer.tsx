'use client';
import { Dialog } from 'radix-ui';
import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names';

interface ViewerProps {
  /** What screen readers are told it is; without one the children hold a `ViewerTitle`. */
  title?: string;
  /** The page shines through. */
  glass?: boolean;
  onEscape: () => void;
  /** Its other keys. */
  onKeyDown: (event: KeyboardEvent) => void;
  className?: string;
  children: ReactNode;
}

/** The whole window for pictures, dark in both themes, open as long as it is there. */
export function Viewer({ title, glass = false, onEscape, onKeyDown, className, children }: ViewerProps) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return onKeyDown(event);
    // The page behind has keys of its own; one in a menu that hangs on the viewer closes the menu.
    event.stopPropagation();
    if (event.currentTarget.contains(event.target as Node)) onEscape();
  };
  return (
    <Dialog.Root open>
      <Dialog.Portal>
        <Dialog.Overlay
          data-theme={glass ? undefined : 'dark'}
          className={classNames(
            'appear fixed inset-0 z-40',
            glass ? 'bg-scrim backdrop-blur-sm' : 'bg-stage',
          )}
        />
        <Dialog.Content
          aria-describedby={undefined}
          tabIndex={-1}
          data-theme="dark"
          // Esc too: the dialog’s own does not hear it while a tip is open.
          onKeyDown={onKey}
          // What had the focus may be gone: a picture that was clicked to see it close up. Then only the document hears it.
          onEscapeKeyDown={(event) => event.target === document.body && onEscape()}
          // The picture is what was asked for; focus on a button would open its tip.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          className={classNames(
            'appear fixed inset-0 z-50 flex flex-col text-text outline-none',
            !glass && 'bg-stage',
            className,
          )}
        >
          {title !== undefined && <Dialog.Title className="sr-only">{title}</Dialog.Title>}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The viewer's title where it is seen. */
export const ViewerTitle = Dialog.Title;
