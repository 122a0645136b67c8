'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { TextArea } from '../../ui/text-area';
import { toast } from '../../ui/toast';
import { useSharingAct } from './use-sharing-act';

/** A member proposes a model of theirs to the admins. */
export function ProposeDialog({ model, onClose }: { model: ModelView; onClose: () => void }) {
  const acts = useTranslations('acts');
  const t = useTranslations('models');
  const [note, setNote] = useState('');
  const propose = useSharingAct(() => {
    toast(t('propose.done', { name: model.name }));
    onClose();
  });
  return (
    <Dialog open onOpenChange={onClose} title={t('propose.title', { name: model.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          propose.mutate({ method: 'POST', path: `/api/models/${model.id}/proposal`, body: { note } });
        }}
        className="flex flex-col gap-4"
      >
        <p className="text-muted">{t('propose.note')}</p>
        <TextArea
          label={t('propose.goodFor')}
          value={note}
          maxLength={2_000}
          onChange={({ target }) => setNote(target.value)}
          className="min-h-20 max-h-60"
        />
        <Failure error={propose.error} />
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>{acts('cancel')}</Button>
          <Button type="submit" look="accent" disabled={propose.isPending}>
            {t('propose.act')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
