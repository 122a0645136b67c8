'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Dialog } from '@/components/ui/dialog';
import { MODEL_KINDS, type ModelKind } from '@/lib/catalog/model-view';
import { KIND_ICONS } from '../kind-words';
import type { Question } from './use-model-uploads';

interface KindDialogProps {
  question: Question | null;
  admin: boolean;
  /** Shared models are shown: the new ones are meant to be, too. */
  amongShared: boolean;
  onAnswer: (kind: ModelKind, tree: 'own' | 'shared') => void;
  onCancel: () => void;
}

/** Asks what the files are that are to be uploaded; an admin also says for whom. */
export function KindDialog({ question, ...rest }: KindDialogProps) {
  const t = useTranslations('models');
  const models = question?.files.filter(({ path }) => path.endsWith('.safetensors')) ?? [];
  return (
    <Dialog
      open={question !== null}
      onOpenChange={rest.onCancel}
      title={
        models.length === 1
          ? t('upload.whatIsOne', { name: models[0]!.file.name })
          : t('upload.whatAre', { count: models.length })
      }
    >
      {question && <Choice guess={question.guess} {...rest} />}
    </Dialog>
  );
}

type ChoiceProps = Omit<KindDialogProps, 'question'> & { guess: ModelKind | null };

function Choice({ guess, admin, amongShared, onAnswer, onCancel }: ChoiceProps) {
  const acts = useTranslations('acts');
  const t = useTranslations('models');
  const [kind, setKind] = useState<ModelKind | null>(guess);
  const [tree, setTree] = useState<'own' | 'shared'>(admin && amongShared ? 'shared' : 'own');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (kind) onAnswer(kind, tree);
      }}
    >
      {guess && (
        <p className="mb-3 text-muted">
          {t('upload.looksLike', { kind: guess, name: t(`kinds.${guess}.one`) })}
        </p>
      )}
      <fieldset className="grid grid-cols-2 gap-2 wide:grid-cols-4">
        <legend className="sr-only">{t('filters.kind')}</legend>
        {MODEL_KINDS.map((each) => {
          const Icon = KIND_ICONS[each];
          return (
            <Option key={each} name="kind" on={kind === each} onChoose={() => setKind(each)}>
              <Icon aria-hidden className="size-5" />
              {t(`kinds.${each}.one`)}
            </Option>
          );
        })}
      </fieldset>
      {admin && (
        <fieldset className="mt-4 grid grid-cols-2 gap-2">
          <legend className="mb-1 text-small text-muted">{t('upload.forWhom')}</legend>
          <Option name="tree" on={tree === 'own'} onChoose={() => setTree('own')}>
            {t('upload.forMe')}
          </Option>
          <Option name="tree" on={tree === 'shared'} onChoose={() => setTree('shared')}>
            {t('whose.shared')}
          </Option>
        </fieldset>
      )}
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={onCancel}>{acts('cancel')}</Button>
        <Button look="accent" type="submit" disabled={kind === null}>
          {acts('upload')}
        </Button>
      </div>
    </form>
  );
}

interface OptionProps {
  name: string;
  on: boolean;
  onChoose: () => void;
  children: React.ReactNode;
}

function Option({ name, on, onChoose, children }: OptionProps) {
  return (
    <label
      className={classNames(
        'flex min-h-11 flex-col items-center justify-center gap-1 rounded-control border px-2 py-2 text-center transition-colors quick has-focus-visible:outline-2 has-focus-visible:outline-accent',
        on
          ? 'border-accent bg-accent-soft text-accent-text'
          : 'border-line-strong text-muted hover:bg-hover hover:text-text',
      )}
    >
      <input type="radio" name={name} checked={on} onChange={onChoose} className="sr-only" />
      {children}
    </label>
  );
}
