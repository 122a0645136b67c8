'use client';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import { Dialog } from '../../ui/dialog';
import { toast } from '../../ui/toast';
import { PublicationForm } from './publication-form';
import { useSharingAct } from './use-sharing-act';

/** An admin shares a model of their own. */
export function PublishDialog({ model, onClose }: { model: ModelView; onClose: () => void }) {
  const t = useTranslations('models');
  const publish = useSharingAct(() => {
    toast(t('publish.done', { name: model.name }));
    onClose();
  });
  return (
    <Dialog open onOpenChange={onClose} title={t('publish.title', { name: model.name })}>
      <PublicationForm
        name={model.name}
        owner={null}
        act={t('publish.act')}
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
