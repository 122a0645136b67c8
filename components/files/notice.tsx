import { TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from '../ui/icon-button';

/** What went wrong and what to do, where it happened. */
export function Notice({ children, onClose }: { children: ReactNode; onClose?: () => void }) {
  const ui = useTranslations('ui');
  return (
    <div
      role="alert"
      className="appear mx-2 mb-2 flex items-center gap-2 rounded-control bg-danger-soft px-3 py-1 text-danger wide:mx-4"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1 py-1">{children}</p>
      {onClose && (
        <IconButton label={ui('close')} look="danger" onClick={onClose} className="-mr-2">
          <X />
        </IconButton>
      )}
    </div>
  );
}
