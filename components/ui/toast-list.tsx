'use client';
import { useTheme } from 'next-themes';
import { useEffect } from 'react';
import { Toaster as Sonner } from 'sonner';
import { useTranslations } from 'use-intl';

/** The second line of one, where more is to be said. */
const noteClass = 'mt-0.5 max-w-100 text-small text-muted';

/** Where short confirmations stand. `onReady`: from now on they are shown. */
export function ToastList({ onReady }: { onReady: () => void }) {
  const t = useTranslations('ui');
  const { resolvedTheme } = useTheme();
  useEffect(onReady, [onReady]);
  return (
    <Sonner
      containerAriaLabel={t('notifications')}
      theme={resolvedTheme === 'light' ? 'light' : 'dark'}
      position="bottom-center"
      offset={80}
      mobileOffset={{ bottom: 160 }}
      duration={2000}
      toastOptions={{
        unstyled: true,
        classNames: {
          description: noteClass,
          actionButton:
            'control-height shrink-0 rounded-control px-2 font-semibold whitespace-nowrap text-accent-text hover:bg-hover',
        },
        className:
          'flex w-fit max-w-[calc(100vw-64px)] mx-auto items-center gap-2 rounded-control bg-popover px-3 py-2 text-body text-text shadow-popover',
      }}
    />
  );
}
