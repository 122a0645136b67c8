'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What the button says that does it. */
  act: string;
  onCancel: () => void;
  onConfirm: () => void;
  children: ReactNode;
}

/** Asks before something that can’t be taken back. */
export function ConfirmDialog({ open, title, act, onCancel, onConfirm, children }: ConfirmDialogProps) {
  const acts = useTranslations('acts');
  return (
    <Dialog open={open} onOpenChange={onCancel} title={title}>
      <p className="text-muted">{children}</p>
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={onCancel}>{acts('cancel')}</Button>
        <Button look="danger" onClick={onConfirm} className="bg-danger-soft">
          {act}
        </Button>
      </div>
    </Dialog>
  );
}
