'use client';
import { Download, EyeOff, PencilLine, Trash2, TriangleAlert, User, Users, WandSparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Keys } from '@/components/ui/keys';
import type { ModelKind, ModelView } from '@/lib/catalog/model-view';
import { useEditModel } from '../data/mutations';
import { kindLine } from '../kind-words';
import { usingWords } from '../model-menu';
import { SharePanel } from '../share/share-panel';
import { type ModelActions, mayChange } from '../use-model-actions';
import { isInsertable } from '../with-model';
import { EditableText } from './editable-text';
import { ModelFacts } from './model-facts';
import { PreviewEditor } from './preview-editor';
import { TriggerWords } from './trigger-words';

export interface ModelDetailsProps {
  model: ModelView;
  admin: boolean;
  /** Of each kind, as people say where its files lie. */
  folders: Readonly<Record<ModelKind, string>>;
  actions: ModelActions;
  onRename: () => void;
}

/** All about one model, and what can be done with it. */
export function ModelDetails({ model, admin, folders, actions, onRename }: ModelDetailsProps) {
  const acts = useTranslations('acts');
  const t = useTranslations('models');
  const editable = mayChange(model, admin);
  const edit = useEditModel();
  const { id, version } = model;
  return (
    <div className="grid grid-cols-1 gap-4">
      <PreviewEditor model={model} editable={editable} />
      <div className="grid grid-cols-1 gap-2">
        <h2 className="text-large font-semibold break-words">{model.name}</h2>
        {model.title && model.title !== model.name && <p className="-mt-1 text-muted">{model.title}</p>}
        <p className="flex flex-wrap gap-1">
          <Badge>{kindLine(model, t)}</Badge>
          <Badge>
            <span className="flex items-center gap-1">
              {model.isOwn ? (
                <User aria-hidden className="size-3.5" />
              ) : (
                <Users aria-hidden className="size-3.5" />
              )}
              {model.isOwn ? t('whose.mine') : t('whose.shared')}
            </span>
          </Badge>
        </p>
      </div>
      <States model={model} />
      <div className="flex items-center gap-1">
        {isInsertable(model) && (
          <Button look="accent" onClick={() => actions.use(model)} className="mr-1 min-w-0 flex-1 shrink">
            <WandSparkles />
            {usingWords(model, t)}
            <Keys keys="I" className="hidden wide:inline-flex" />
          </Button>
        )}
        {editable && (
          <>
            <IconButton label={acts('download')} shortcut="download" onClick={() => actions.download(model)}>
              <Download />
            </IconButton>
            <IconButton label={acts('rename')} shortcut="rename" onClick={onRename}>
              <PencilLine />
            </IconButton>
            <IconButton label={acts('trash')} shortcut="moveToTrash" onClick={() => actions.trash(model)}>
              <Trash2 />
            </IconButton>
          </>
        )}
      </div>
      <SharePanel key={`share ${id}`} model={model} admin={admin} />
      <TriggerWords key={`words ${id}`} model={model} editable={editable} onAdd={actions.addWords} />
      <EditableText
        key={`notes ${id}`}
        label={t('details.notes')}
        long
        value={model.notes}
        version={version}
        editable={editable}
        onSave={(notes, on) => edit.mutateAsync({ id, version: on, notes })}
      >
        {model.notes === '' ? null : <p className="break-words whitespace-pre-wrap">{model.notes}</p>}
      </EditableText>
      <EditableText
        key={`licence ${id}`}
        label={t('details.licence')}
        value={model.licence ?? ''}
        version={version}
        editable={editable}
        hint={t('details.licenceHint')}
        onSave={(licence, on) =>
          edit.mutateAsync({ id, version: on, licence: licence === '' ? null : licence })
        }
      >
        {model.licence === null ? null : <p className="break-words">{model.licence}</p>}
      </EditableText>
      <ModelFacts model={model} folders={folders} />
    </div>
  );
}

/** Why it can’t be used, or is not. */
function States({ model: { problem, hidden, unused, kind } }: { model: ModelView }) {
  const t = useTranslations('models');
  if (problem !== null)
    return (
      <State icon={<TriangleAlert />} danger>
        {problem}
      </State>
    );
  if (hidden) return <State icon={<EyeOff />}>{t('details.hidden', { kind })}</State>;
  return unused === null ? null : <State icon={<EyeOff />}>{unused}</State>;
}

function State({
  icon,
  danger = false,
  children,
}: {
  icon: ReactNode;
  danger?: boolean;
  children: ReactNode;
}) {
  return (
    <p
      className={`flex gap-2 rounded-control px-3 py-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 ${danger ? 'bg-danger-soft text-danger' : 'bg-hover text-muted'}`}
    >
      {icon}
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}
