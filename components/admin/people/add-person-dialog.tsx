'use client';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
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
      title={add.data ? `${add.data.person.name} is added` : 'Add a person'}
    >
      {add.data ? (
        <>
          <p className="mb-3 text-muted">
            Send them this link. It works once, within a day, and sets their password.
          </p>
          <CopyField label="Copy the link" value={window.location.origin + add.data.setupPath} />
          <div className="mt-6 flex justify-end">
            <Button look="outlined" onClick={close}>
              Done
            </Button>
          </div>
        </>
      ) : (
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <TextField
            compact
            label="Name to sign in with"
            autoCapitalize="none"
            spellCheck={false}
            autoComplete="off"
            {...register('name')}
          />
          <div className="grid gap-4 wide:grid-cols-2">
            <TextField compact label="Shown as" autoComplete="off" {...register('displayName')} />
            <TextField
              compact
              label="E-mail address"
              type="email"
              autoComplete="off"
              {...register('email')}
            />
          </div>
          <Select
            label="Role"
            value={role}
            onChange={(value) => setRole(value as Role)}
            options={roleOptions}
          />
          <Failure error={add.error} />
          <div className="mt-2 flex justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" look="accent" disabled={add.isPending}>
              {add.isPending ? 'Adding…' : 'Add'}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
