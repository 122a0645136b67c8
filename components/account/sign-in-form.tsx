'use client';
import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { SECOND_FACTOR_NEEDED } from '@/lib/auth/second-factor-needed';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';

interface Credentials {
  name: string;
  password: string;
  code: string;
}

interface SignInFormProps {
  /** The local path to go to afterwards. */
  next: string;
  /** What the OpenID provider is called; null when there is none. */
  provider: string | null;
  /** Why the provider's sign-in ended here. */
  refusal: string | null;
}

/**
 * Name and password, then a code where the account asks for one; or the provider. What was typed as name stays after a
 * refusal, and the password while only the code is wrong.
 */
export function SignInForm({ next, provider, refusal }: SignInFormProps) {
  const ui = useTranslations('ui');
  const t = useTranslations('account');
  const [asksCode, askCode] = useState(false);
  const { register, handleSubmit, formState, setError, resetField, setFocus } = useForm<Credentials>({
    defaultValues: { name: '', password: '', code: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;

  const submit = handleSubmit(async (credentials) => {
    const answer = await signIn('credentials', { ...credentials, redirect: false }).catch(() => undefined);
    if (answer?.ok && !answer.error) {
      window.location.assign(next);
      return;
    }
    if (answer?.error === SECOND_FACTOR_NEEDED) {
      askCode(true);
      return;
    }
    const field = asksCode ? 'code' : 'password';
    resetField(field);
    setError('root', { message: answer?.error ?? ui('unreachable') });
    setFocus(field);
  });

  const shown = errors.root?.message ?? refusal;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {provider && (
        <>
          <Button look="outlined" size="large" onClick={() => void signIn('oidc', { callbackUrl: next })}>
            {t('signIn.with', { provider })}
          </Button>
          <p className="flex items-center gap-3 text-small text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            {t('signIn.or')}
          </p>
        </>
      )}
      <div className={asksCode ? 'hidden' : 'contents'}>
        <TextField
          label={t('signIn.name')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={!provider}
          error={errors.name?.message}
          {...register('name', { required: t('signIn.typeName') })}
        />
        <TextField
          label={t('password')}
          type="password"
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password', { required: t('signIn.typePassword') })}
        />
      </div>
      {asksCode && (
        <>
          <p className="text-muted">{t('signIn.secondFactor')}</p>
          <TextField
            label={t('signIn.code')}
            autoComplete="one-time-code"
            autoFocus
            error={errors.code?.message}
            {...register('code', { required: t('signIn.typeCode') })}
          />
        </>
      )}
      {shown && (
        <p role="alert" className="appear text-danger">
          {shown}
        </p>
      )}
      <Button
        type="submit"
        look="accent"
        size="large"
        disabled={isSubmitting || (isSubmitSuccessful && !errors.root && !asksCode)}
      >
        {isSubmitting ? t('signIn.signingIn') : t('signIn.title')}
      </Button>
      {asksCode && (
        <Button
          onClick={() => {
            askCode(false);
            resetField('code');
            resetField('password');
          }}
        >
          {t('signIn.other')}
        </Button>
      )}
    </form>
  );
}
