'use client';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { TeamView } from '@/lib/teams/team-view';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { TextField } from '../../ui/text-field';
import { teamsKey } from '../admin-keys';
import { useAct } from '../use-act';

/** Makes a team, or changes the one given. */
export function TeamForm({ team, onClose }: { team?: TeamView; onClose: () => void }) {
  const acts = useTranslations('acts');
  const t = useTranslations('admin');
  const { register, handleSubmit } = useForm({
    defaultValues: { name: team?.name ?? '', costCentre: team?.costCentre ?? '' },
  });
  const save = useAct(teamsKey, onClose);
  const submit = handleSubmit(({ name, costCentre }) =>
    save.mutate({
      method: team ? 'PATCH' : 'POST',
      path: team ? `/api/admin/teams/${team.id}` : '/api/admin/teams',
      body: { version: team?.version, name, costCentre: costCentre || null },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={team ? t('teams.changeTeam', { name: team.name }) : t('teams.new')}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField compact label={t('teams.name')} autoComplete="off" autoFocus {...register('name')} />
        <TextField compact label={t('teams.costCentre')} autoComplete="off" {...register('costCentre')} />
        <Failure error={save.error} />
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>{acts('cancel')}</Button>
          <Button type="submit" look="accent" disabled={save.isPending}>
            {team ? acts('save') : t('teams.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
