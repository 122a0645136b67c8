'use client';
import { signIn } from 'next-auth/react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';

interface SetPasswordFormProps {
  userName: string;
  /** Answers why the password was refused, or null. */
  save: (password: string) => Promise<string | null>;
}

const LEAST_CHARACTERS = 8;

/** Sets the password and signs in with it. */
export function SetPasswordForm({ userName, save }: SetPasswordFormProps) {
  const ui = useTranslations('ui');
  const t = useTranslations('account');
  const { register, handleSubmit, formState, setError, getValues } = useForm({
    defaultValues: { password: '', again: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;

  const submit = handleSubmit(async ({ password }) => {
    const refusal = await save(password).catch(() => ui('unreachable'));
    if (refusal) {
      setError('root', { message: refusal });
      return;
    }
    await signIn('credentials', { name: userName, password, redirect: false }).catch(() => undefined);
    window.location.assign('/');
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
      <TextField
        label={t('password')}
        type="password"
        autoComplete="new-password"
        autoFocus
        error={errors.password?.message}
        {...register('password', {
          minLength: { value: LEAST_CHARACTERS, message: t('useAtLeast', { least: LEAST_CHARACTERS }) },
          required: t('useAtLeast', { least: LEAST_CHARACTERS }),
        })}
      />
      <TextField
        label={t('setup.again')}
        type="password"
        autoComplete="new-password"
        error={errors.again?.message}
        {...register('again', {
          validate: (again) => again === getValues('password') || t('setup.differ'),
        })}
      />
      {errors.root && (
        <p role="alert" className="appear text-danger">
          {errors.root.message}
        </p>
      )}
      <Button
        type="submit"
        look="accent"
        size="large"
        disabled={isSubmitting || (isSubmitSuccessful && !errors.root)}
      >
        {isSubmitting ? t('settingUp') : t('setup.submit')}
      </Button>
    </form>
  );
}
