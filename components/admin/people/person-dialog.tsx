'use client';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from '../../ui/toast';
import type { Role } from '@/lib/auth/caller';
import { GB } from '@/lib/files/format-bytes';
import type { PersonView } from '@/lib/people/person-view';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { peopleKey } from '../admin-keys';
import { roleOptions } from '../role-words';
import { useAct } from '../use-act';
import { PersonAccess } from './person-access';

const NO_TEAM = 'none';

interface PersonDialogProps {
  person: PersonView;
  own: boolean;
  onClose: () => void;
}

/** A person's role, name, bill and room; and below, who gets in. */
export function PersonDialog({ person, own, onClose }: PersonDialogProps) {
  const [role, setRole] = useState(person.role);
  const [team, setTeam] = useState(person.billedTo?.id ?? NO_TEAM);
  const { register, handleSubmit, formState } = useForm({
    defaultValues: {
      displayName: person.displayName ?? '',
      email: person.email ?? '',
      quota: person.quotaBytes === null ? '' : String(person.quotaBytes / GB),
    },
  });
  const change = useAct(peopleKey, () => {
    toast('Saved');
    onClose();
  });
  const submit = handleSubmit(({ displayName, email, quota }) =>
    change.mutate({
      method: 'PATCH',
      path: `/api/admin/people/${person.id}`,
      body: {
        version: person.version,
        role,
        displayName: displayName || null,
        email: email || null,
        teamId: team === NO_TEAM ? null : team,
        quotaBytes: quota.trim() === '' ? null : Math.round(Number(quota) * GB),
      },
    }),
  );
  const teams = [
    { value: NO_TEAM, label: 'No team' },
    ...person.teams.map(({ id, name, isLead }) => ({
      value: id,
      label: name,
      note: isLead ? 'leads' : undefined,
    })),
  ];
  return (
    <Dialog open onOpenChange={onClose} title={person.displayName ?? person.name}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <div className="grid gap-4 wide:grid-cols-2">
          <TextField
            compact
            label="Shown as"
            placeholder={person.name}
            autoComplete="off"
            {...register('displayName')}
          />
          <TextField compact label="E-mail address" type="email" autoComplete="off" {...register('email')} />
          <Select
            label="Role"
            value={role}
            onChange={(value) => setRole(value as Role)}
            options={roleOptions}
          />
          <Select label="Billed to" value={team} onChange={setTeam} options={teams} />
          <TextField
            compact
            label="Storage, GB"
            inputMode="decimal"
            placeholder="As the settings say"
            error={formState.errors.quota?.message}
            {...register('quota', {
              validate: (text) => Number(text) >= 0 || 'Write a number, for instance 20 or 0.5.',
            })}
          />
        </div>
        <Failure error={change.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="accent" disabled={change.isPending}>
            {change.isPending ? 'Saving…' : 'Save'}
          </Button>
        </div>
      </form>
      <PersonAccess person={person} own={own} onGone={onClose} />
    </Dialog>
  );
}
