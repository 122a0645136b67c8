'use client';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from './icon-button';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
}

/** A small dialog in the middle of the screen. */
export function Dialog({ open, onOpenChange, title, children }: DialogProps) {
  const t = useTranslations('ui');
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="appear fixed inset-0 z-40 bg-scrim/60" />
        <Radix.Content
          aria-describedby={undefined}
          tabIndex={-1}
          // On a button the focus would open its tooltip, and the first Esc would only close that.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          onKeyDown={(event) => event.key === 'Escape' && onOpenChange(false)}
          // Fields are as light as the dialog itself: here they are wells.
          className="appear fixed top-1/2 left-1/2 [--raised:var(--stage)] z-50 max-h-[85dvh] w-[min(560px,calc(100vw-32px))] -translate-1/2 overflow-y-auto rounded-card bg-popover p-6 shadow-popover outline-none"
        >
          <div className="mb-4 flex items-center justify-between">
            <Radix.Title className="text-large font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t('close')} className="-mr-2">
                <X />
              </IconButton>
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
