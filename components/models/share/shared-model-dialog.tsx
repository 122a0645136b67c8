'use client';
import { useQuery } from '@tanstack/react-query';
import { FolderInput, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatBytes } from '@/lib/files/format-bytes';
import type { Access } from '@/lib/sharing/access';
import type { SharedModelDetails, SharedModelView } from '@/lib/sharing/shared-model-view';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Skeleton } from '../../ui/skeleton';
import { toast } from '../../ui/toast';
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
  const t = useTranslations('models');
  const { data, error } = useQuery({
    queryKey: [...sharedModelsKey, 'one', id],
    queryFn: () => studioFetch<SharedModelDetails>(`/api/admin/models/${id}`),
    retry: false,
  });
  const [removal, setRemoval] = useState<Removal | null>(null);
  if (data && removal)
    return <RemovalDialog {...data} removal={removal} onCancel={() => setRemoval(null)} onDone={onClose} />;
  return (
    <Dialog open onOpenChange={onClose} title={data?.model.name ?? t('share.title')}>
      <Failure error={error} />
      {data ? (
        <>
          <p className="mb-4 text-muted">
            {kindLine(data.model, t)}, {formatBytes(data.model.size)}, {data.model.path}
          </p>
          <AccessForm key={data.model.version} model={data.model} onClose={onClose} />
          <div className="mt-6 flex flex-wrap gap-2 border-t pt-4">
            <Button onClick={() => setRemoval('unshare')}>
              <FolderInput />
              {t('share.toMine')}
            </Button>
            <Button look="danger" onClick={() => setRemoval('trash')}>
              <Trash2 />
              {t('share.toTrash')}
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
  const acts = useTranslations('acts');
  const [access, setAccess] = useState<Access>({
    access: model.access,
    teams: model.teams.map(({ id }) => id),
  });
  const save = useSharingAct(() => {
    toast(acts('saved'));
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
        <Button onClick={onClose}>{acts('cancel')}</Button>
        <Button
          type="submit"
          look="accent"
          disabled={save.isPending || (access.access === 'teams' && access.teams.length === 0)}
        >
          {acts('save')}
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
  const acts = useTranslations('acts');
  const t = useTranslations('models');
  const isTrash = removal === 'trash';
  const act = useSharingAct(() => {
    toast(isTrash ? t('share.trashed', { name: model.name }) : t('share.mine', { name: model.name }));
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
      title={isTrash ? t('share.askTrash', { name: model.name }) : t('share.askMine', { name: model.name })}
    >
      <p className="text-muted">
        {isTrash ? t('share.trashNote') : t('share.mineNote')} {jobsWords(jobs, model.kind, t)}
      </p>
      <Failure error={act.error} />
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={onCancel}>{acts('cancel')}</Button>
        <Button look="danger" disabled={act.isPending} onClick={remove} className="bg-danger-soft">
          {isTrash ? acts('trash') : t('share.toMineAct')}
        </Button>
      </div>
    </Dialog>
  );
}
