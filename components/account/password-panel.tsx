'use client';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { useAct } from '../admin/use-act';
import { Panel } from '../place/panel';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { TextField } from '../ui/text-field';
import { sessionsKey } from './account-keys';

const EMPTY = { old: '', fresh: '', again: '' };

export function PasswordPanel({ userName }: { userName: string }) {
  const { register, handleSubmit, reset, formState, getValues } = useForm({ defaultValues: EMPTY });
  const change = useAct(sessionsKey, () => {
    reset(EMPTY);
    toast('Password changed');
  });
  const submit = handleSubmit(({ old, fresh }) =>
    change.mutate({ method: 'POST', path: '/api/account/password', body: { old, fresh } }),
  );
  const { errors } = formState;
  return (
    <Panel title="Password" note="A new one signs out every other browser.">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
        <div className="grid gap-4 wide:grid-cols-3">
          <TextField
            label="The password you have"
            type="password"
            autoComplete="current-password"
            error={errors.old?.message}
            {...register('old', { required: 'Type the password you sign in with.' })}
          />
          <TextField
            label="A new one"
            type="password"
            autoComplete="new-password"
            error={errors.fresh?.message}
            {...register('fresh', {
              validate: (fresh) => [...fresh].length >= 8 || 'Use at least 8 characters.',
            })}
          />
          <TextField
            label="The new one again"
            type="password"
            autoComplete="new-password"
            error={errors.again?.message}
            {...register('again', { validate: (again) => again === getValues('fresh') || 'The two differ.' })}
          />
        </div>
        <Failure error={change.error} />
        <Button type="submit" look="outlined" className="self-start" disabled={change.isPending}>
          {change.isPending ? 'Changing…' : 'Change password'}
        </Button>
      </form>
    </Panel>
  );
}
