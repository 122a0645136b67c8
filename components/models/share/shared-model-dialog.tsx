'use client';
import { useQuery } from '@tanstack/react-query';
import { FolderInput, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { formatBytes } from '@/lib/files/format-bytes';
import type { Access } from '@/lib/sharing/access';
import type { SharedModelDetails, SharedModelView } from '@/lib/sharing/shared-model-view';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Skeleton } from '../../ui/skeleton';
import { kindLine } from '../kind-words';
import { AccessChoice } from './access-choice';
import { jobsWords } from './share-words';
import { sharedModelsKey } from './sharing-keys';
import { useSharingAct } from './use-sharing-act';

interface SharedModelDialogProps {
  id: string;
  onClose: () => void;
}

/** A shared model, as an admin decides about it: who may use it, and whether it stays shared. */
export function SharedModelDialog({ id, onClose }: SharedModelDialogProps) {
  const { data, error } = useQuery({
    queryKey: [...sharedModelsKey, 'one', id],
    queryFn: () => studioFetch<SharedModelDetails>(`/api/admin/models/${id}`),
    retry: false,
  });
  const [removal, setRemoval] = useState<Removal | null>(null);
  if (data && removal)
    return <RemovalDialog {...data} removal={removal} onCancel={() => setRemoval(null)} onDone={onClose} />;
  return (
    <Dialog open onOpenChange={onClose} title={data?.model.name ?? 'Shared model'}>
      <Failure error={error} />
      {data ? (
        <>
          <p className="mb-4 text-muted">
            {kindLine(data.model)}, {formatBytes(data.model.size)}, {data.model.path}
          </p>
          <AccessForm key={data.model.version} model={data.model} onClose={onClose} />
          <div className="mt-6 flex flex-wrap gap-2 border-t pt-4">
            <Button onClick={() => setRemoval('unshare')}>
              <FolderInput />
              Move to my models…
            </Button>
            <Button look="danger" onClick={() => setRemoval('trash')}>
              <Trash2 />
              Move to the trash…
            </Button>
          </div>
        </>
      ) : (
        !error && <Skeleton className="h-40" />
      )}
    </Dialog>
  );
}

function AccessForm({ model, onClose }: { model: SharedModelView; onClose: () => void }) {
  const [access, setAccess] = useState<Access>({
    access: model.access,
    teams: model.teams.map(({ id }) => id),
  });
  const save = useSharingAct(() => {
    toast('Saved');
    onClose();
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          method: 'PUT',
          path: `/api/admin/models/${model.id}/access`,
          body: { ...access, version: model.version },
        });
      }}
      className="flex flex-col gap-4"
    >
      <AccessChoice
        value={access}
        onChange={setAccess}
        usually={model.usuallySeen ? 'everybody' : 'nobody'}
        archived={model.teams.filter(({ archived }) => archived)}
      />
      <Failure error={save.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look="accent"
          disabled={save.isPending || (access.access === 'teams' && access.teams.length === 0)}
        >
          Save
        </Button>
      </div>
    </form>
  );
}

type Removal = 'unshare' | 'trash';

interface RemovalDialogProps extends SharedModelDetails {
  removal: Removal;
  onCancel: () => void;
  onDone: () => void;
}

/** Asks before a model is taken from those who use it. */
function RemovalDialog({ model, jobs, removal, onCancel, onDone }: RemovalDialogProps) {
  const isTrash = removal === 'trash';
  const act = useSharingAct(() => {
    toast(isTrash ? `“${model.name}” is in the trash` : `“${model.name}” is among your own models`);
    onDone();
  });
  const remove = () =>
    act.mutate(
      isTrash
        ? { method: 'DELETE', path: `/api/models/${model.id}` }
        : { method: 'POST', path: `/api/admin/models/${model.id}/unshare`, body: { version: model.version } },
    );
  return (
    <Dialog
      open
      onOpenChange={onCancel}
      title={isTrash ? `Throw “${model.name}” away?` : `Take “${model.name}” back?`}
    >
      <p className="text-muted">
        {isTrash
          ? 'Nobody can use it any more. It stays in the trash for 30 days, and comes back with who may use it.'
          : 'It moves to your own models, and nobody else can use it any more.'}{' '}
        {jobsWords(jobs, model.kind)}
      </p>
      <Failure error={act.error} />
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button look="danger" disabled={act.isPending} onClick={remove} className="bg-danger-soft">
          {isTrash ? 'Move to the trash' : 'Move to my models'}
        </Button>
      </div>
    </Dialog>
  );
}
