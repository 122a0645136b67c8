'use client';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Role } from '@/lib/auth/caller';
import { GB } from '@/lib/files/format-bytes';
import type { PersonView } from '@/lib/people/person-view';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
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
  const roles = useTranslations('roles');
  const t = useTranslations('admin');
  const acts = useTranslations('acts');
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
    toast(acts('saved'));
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
    { value: NO_TEAM, label: t('noTeam') },
    ...person.teams.map(({ id, name, isLead }) => ({
      value: id,
      label: name,
      note: isLead ? t('people.leads') : undefined,
    })),
  ];
  return (
    <Dialog open onOpenChange={onClose} title={person.displayName ?? person.name}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <div className="grid gap-4 wide:grid-cols-2">
          <TextField
            compact
            label={t('people.shownAs')}
            placeholder={person.name}
            autoComplete="off"
            {...register('displayName')}
          />
          <TextField
            compact
            label={t('people.email')}
            type="email"
            autoComplete="off"
            {...register('email')}
          />
          <Select
            label={t('role')}
            value={role}
            onChange={(value) => setRole(value as Role)}
            options={roleOptions(roles)}
          />
          <Select label={t('people.billedTo')} value={team} onChange={setTeam} options={teams} />
          <TextField
            compact
            label={t('people.quota')}
            inputMode="decimal"
            placeholder={t('people.usualQuota')}
            error={formState.errors.quota?.message}
            {...register('quota', {
              validate: (text) => Number(text) >= 0 || t('people.writeNumber'),
            })}
          />
        </div>
        <Failure error={change.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{acts('cancel')}</Button>
          <Button type="submit" look="accent" disabled={change.isPending}>
            {change.isPending ? t('people.saving') : acts('save')}
          </Button>
        </div>
      </form>
      <PersonAccess person={person} own={own} onGone={onClose} />
    </Dialog>
  );
}
