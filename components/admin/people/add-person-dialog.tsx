'use client';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Role } from '@/lib/auth/caller';
import type { PersonView } from '@/lib/people/person-view';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy-field';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { peopleKey } from '../admin-keys';
import { roleOptions } from '../role-words';
import { useAct } from '../use-act';

interface Added {
  person: PersonView;
  setupPath: string;
}

export function AddPersonDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const roles = useTranslations('roles');
  const acts = useTranslations('acts');
  const t = useTranslations('admin');
  const [role, setRole] = useState<Role>('member');
  const { register, handleSubmit, reset } = useForm({
    defaultValues: { name: '', displayName: '', email: '' },
  });
  const add = useAct<Added>(peopleKey);
  const close = () => {
    onClose();
    add.reset();
    reset();
    setRole('member');
  };
  const submit = handleSubmit(({ name, displayName, email }) =>
    add.mutate({
      method: 'POST',
      path: '/api/admin/people',
      body: { name, role, displayName: displayName || null, email: email || null },
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={add.data ? t('people.added', { name: add.data.person.name }) : t('people.addPerson')}
    >
      {add.data ? (
        <>
          <p className="mb-3 text-muted">{t('people.sendLink')}</p>
          <CopyField label={acts('copyLink')} value={window.location.origin + add.data.setupPath} />
          <div className="mt-6 flex justify-end">
            <Button look="outlined" onClick={close}>
              {acts('done')}
            </Button>
          </div>
        </>
      ) : (
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <TextField
            compact
            label={t('people.name')}
            autoCapitalize="none"
            spellCheck={false}
            autoComplete="off"
            {...register('name')}
          />
          <div className="grid gap-4 wide:grid-cols-2">
            <TextField compact label={t('people.shownAs')} autoComplete="off" {...register('displayName')} />
            <TextField
              compact
              label={t('people.email')}
              type="email"
              autoComplete="off"
              {...register('email')}
            />
          </div>
          <Select
            label={t('role')}
            value={role}
            onChange={(value) => setRole(value as Role)}
            options={roleOptions(roles)}
          />
          <Failure error={add.error} />
          <div className="mt-2 flex justify-end gap-2">
            <Button onClick={close}>{acts('cancel')}</Button>
            <Button type="submit" look="accent" disabled={add.isPending}>
              {add.isPending ? t('people.adding') : acts('add')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
