'use client';
import { signIn } from 'next-auth/react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { TextField } from '../ui/text-field';

interface JoinFormProps {
  /** Answers why the account was refused, or null. */
  join: (joining: { name: string; displayName: string; password: string }) => Promise<string | null>;
}

const LEAST_CHARACTERS = 8;

/** Makes an account and signs in with it. */
export function JoinForm({ join }: JoinFormProps) {
  const ui = useTranslations('ui');
  const t = useTranslations('account');
  const { register, handleSubmit, formState, setError } = useForm({
    defaultValues: { name: '', displayName: '', password: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;

  const submit = handleSubmit(async (joining) => {
    const refusal = await join(joining).catch(() => ui('unreachable'));
    if (refusal) {
      setError('root', { message: refusal });
      return;
    }
    const { name, password } = joining;
    await signIn('credentials', { name, password, redirect: false }).catch(() => undefined);
    window.location.assign('/');
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField
        label={t('join.name')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        error={errors.name?.message}
        {...register('name', { required: t('join.chooseName') })}
      />
      <TextField label={t('join.displayName')} autoComplete="name" {...register('displayName')} />
      <TextField
        label={t('password')}
        type="password"
        autoComplete="new-password"
        error={errors.password?.message}
        {...register('password', {
          validate: (password) =>
            [...password].length >= LEAST_CHARACTERS || t('useAtLeast', { least: LEAST_CHARACTERS }),
        })}
      />
      <Failure error={errors.root as { message: string } | undefined} />
      <Button
        type="submit"
        look="accent"
        size="large"
        disabled={isSubmitting || (isSubmitSuccessful && !errors.root)}
      >
        {isSubmitting ? t('settingUp') : t('join.submit')}
      </Button>
    </form>
  );
}
