'use client';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { useAct } from '../admin/use-act';
import { Panel } from '../place/panel';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { TextField } from '../ui/text-field';
import { toast } from '../ui/toast';
import { sessionsKey } from './account-keys';

const LEAST_CHARACTERS = 8;
const EMPTY = { old: '', fresh: '', again: '' };

export function PasswordPanel({ userName }: { userName: string }) {
  const t = useTranslations('account');
  const { register, handleSubmit, reset, formState, getValues } = useForm({ defaultValues: EMPTY });
  const change = useAct(sessionsKey, () => {
    reset(EMPTY);
    toast(t('passwords.changed'));
  });
  const submit = handleSubmit(({ old, fresh }) =>
    change.mutate({ method: 'POST', path: '/api/account/password', body: { old, fresh } }),
  );
  const { errors } = formState;
  return (
    <Panel title={t('password')} note={t('passwords.note')}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
        <div className="grid gap-4 wide:grid-cols-3">
          <TextField
            label={t('passwords.old')}
            type="password"
            autoComplete="current-password"
            error={errors.old?.message}
            {...register('old', { required: t('passwords.typeOld') })}
          />
          <TextField
            label={t('passwords.fresh')}
            type="password"
            autoComplete="new-password"
            error={errors.fresh?.message}
            {...register('fresh', {
              validate: (fresh) =>
                [...fresh].length >= LEAST_CHARACTERS || t('useAtLeast', { least: LEAST_CHARACTERS }),
            })}
          />
          <TextField
            label={t('passwords.again')}
            type="password"
            autoComplete="new-password"
            error={errors.again?.message}
            {...register('again', {
              validate: (again) => again === getValues('fresh') || t('passwords.differ'),
            })}
          />
        </div>
        <Failure error={change.error} />
        <Button type="submit" look="outlined" className="self-start" disabled={change.isPending}>
          {change.isPending ? t('passwords.changing') : t('passwords.change')}
        </Button>
      </form>
    </Panel>
  );
}
