'use client';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Access } from '@/lib/sharing/access';
import type { Publication } from '@/lib/sharing/publish';
import type { StudioError } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Select } from '../../ui/select';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import { AccessChoice } from './access-choice';

interface PublicationFormProps {
  /** Of the model, without extension. */
  name: string;
  /** Whose it is; null: of the person who shares it. */
  owner: string | null;
  /** Ids of the teams the owner belongs to; left out: the server knows. */
  ownersTeams?: readonly string[];
  act: string;
  isPending: boolean;
  error: StudioError | null;
  onSubmit: (publication: Publication) => void;
  onCancel: () => void;
  children?: ReactNode;
}

/** How a model out of somebody’s own folder is shared, and for whom. */
export function PublicationForm(props: PublicationFormProps) {
  const acts = useTranslations('acts');
  const t = useTranslations('models');
  const { owner, ownersTeams, act, isPending, error, onSubmit, onCancel, children } = props;
  const [mode, setMode] = useState<Publication['mode']>('move');
  const [name, setName] = useState(props.name);
  const [access, setAccess] = useState<Access>({ access: 'all', teams: [] });
  const [meant, setMeant] = useState(false);
  const isLeftOut =
    mode === 'move' &&
    access.access === 'teams' &&
    (ownersTeams ? !access.teams.some((id) => ownersTeams.includes(id)) : error?.code === 'owner_left_out');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ ...access, mode, name, leavesOwnerOut: isLeftOut && meant });
      }}
      noValidate
      className="flex flex-col gap-4"
    >
      <AccessChoice value={access} onChange={setAccess} />
      <Select
        label={t('publish.file')}
        value={mode}
        onChange={(value) => setMode(value as Publication['mode'])}
        options={[
          { value: 'move', label: t('publish.move') },
          { value: 'copy', label: t('publish.copy') },
        ]}
      />
      <TextField
        compact
        label={t('publish.name')}
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={error?.code === 'name_taken' || error?.code === 'bad_name' ? error.message : undefined}
      />
      {isLeftOut && access.teams.length > 0 && (
        <div className="rounded-control bg-danger-soft px-3 py-2">
          <p className="text-danger">
            {t('publish.lost', { owner: owner === null ? 'you' : 'other', name: owner ?? '' })}
          </p>
          <Switch label={t('publish.moveAnyway')} checked={meant} onChange={setMeant} />
        </div>
      )}
      {children}
      <Failure
        error={error && !['name_taken', 'bad_name', 'owner_left_out'].includes(error.code) ? error : null}
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onCancel}>{acts('cancel')}</Button>
        <Button
          type="submit"
          look="accent"
          disabled={
            isPending || (access.access === 'teams' && access.teams.length === 0) || (isLeftOut && !meant)
          }
        >
          {isPending ? t('publish.sharing') : act}
        </Button>
      </div>
    </form>
  );
}
