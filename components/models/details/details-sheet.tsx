'use client';
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { ModelDetails, type ModelDetailsProps } from './model-details';

type DetailsSheetProps = Omit<ModelDetailsProps, 'model'> & {
  /** Null: it is closed. */
  model: ModelDetailsProps['model'] | null;
  onClose: () => void;
};

/** The details where there is no room beside the cards: from below on a phone, else from the right. */
export function DetailsSheet({ model, onClose, ...details }: DetailsSheetProps) {
  const ui = useTranslations('ui');
  const t = useTranslations('models');
  return (
    <Dialog.Root open={model !== null} onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="appear fixed inset-0 z-30 bg-scrim/60" />
        {model && (
          <Dialog.Content
            aria-describedby={undefined}
            tabIndex={-1}
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              (event.currentTarget as HTMLElement).focus();
            }}
            // In a field Esc leaves the field.
            onEscapeKeyDown={(event) => {
              if (document.activeElement?.matches('input, textarea')) event.preventDefault();
            }}
            className="appear fixed inset-x-0 bottom-0 z-40 max-h-[88dvh] overflow-y-auto overscroll-contain rounded-t-card bg-panel p-4 pb-[max(16px,env(safe-area-inset-bottom))] shadow-popover outline-none wide:inset-y-0 wide:right-0 wide:left-auto wide:max-h-none wide:w-90 wide:rounded-none"
          >
            <div className="mb-2 flex items-center justify-between">
              <Dialog.Title className="text-small font-normal text-faint">{t('about')}</Dialog.Title>
              <Dialog.Close asChild>
                <IconButton label={ui('close')} className="-mr-2">
                  <X />
                </IconButton>
              </Dialog.Close>
            </div>
            <ModelDetails model={model} {...details} />
          </Dialog.Content>
        )}
      </Dialog.Portal>
    </Dialog.Root>
  );
}
