'use client';
import { useState } from 'react';
import { toast } from 'sonner';
import type { ModelView } from '@/lib/catalog/model-view';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { TextArea } from '../../ui/text-area';
import { useSharingAct } from './use-sharing-act';

/** A member proposes a model of theirs to the admins. */
export function ProposeDialog({ model, onClose }: { model: ModelView; onClose: () => void }) {
  const [note, setNote] = useState('');
  const propose = useSharingAct(() => {
    toast(`“${model.name}” is proposed`);
    onClose();
  });
  return (
    <Dialog open onOpenChange={onClose} title={`Propose “${model.name}”`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          propose.mutate({ method: 'POST', path: `/api/models/${model.id}/proposal`, body: { note } });
        }}
        className="flex flex-col gap-4"
      >
        <p className="text-muted">
          An admin looks at it, says who may use it, and moves or copies its file to where all share theirs.
          Until then it is yours alone.
        </p>
        <TextArea
          label="What it is good for"
          value={note}
          maxLength={2_000}
          onChange={({ target }) => setNote(target.value)}
          className="min-h-20 max-h-60"
        />
        <Failure error={propose.error} />
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="accent" disabled={propose.isPending}>
            Propose it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
