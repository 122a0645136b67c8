'use client';
import { toast } from 'sonner';
import type { ModelView } from '@/lib/catalog/model-view';
import { Dialog } from '../../ui/dialog';
import { PublicationForm } from './publication-form';
import { useSharingAct } from './use-sharing-act';

/** An admin shares a model of their own. */
export function PublishDialog({ model, onClose }: { model: ModelView; onClose: () => void }) {
  const publish = useSharingAct(() => {
    toast(`“${model.name}” is shared`);
    onClose();
  });
  return (
    <Dialog open onOpenChange={onClose} title={`Share “${model.name}”`}>
      <PublicationForm
        name={model.name}
        owner="You"
        act="Share it"
        isPending={publish.isPending}
        error={publish.error}
        onCancel={onClose}
        onSubmit={(body) =>
          publish.mutate({ method: 'POST', path: `/api/admin/models/${model.id}/publish`, body })
        }
      />
    </Dialog>
  );
}
