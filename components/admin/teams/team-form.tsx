'use client';
import { useForm } from 'react-hook-form';
import type { TeamView } from '@/lib/teams/team-view';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { TextField } from '../../ui/text-field';
import { teamsKey } from '../admin-keys';
import { useAct } from '../use-act';

/** Makes a team, or changes the one given. */
export function TeamForm({ team, onClose }: { team?: TeamView; onClose: () => void }) {
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
    <Dialog open onOpenChange={onClose} title={team ? `Change ${team.name}` : 'New team'}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField compact label="Name" autoComplete="off" autoFocus {...register('name')} />
        <TextField compact label="Cost centre" autoComplete="off" {...register('costCentre')} />
        <Failure error={save.error} />
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="accent" disabled={save.isPending}>
            {team ? 'Save' : 'Make the team'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
