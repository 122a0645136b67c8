'use client';
import { signIn } from 'next-auth/react';
import { useForm } from 'react-hook-form';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';

interface Credentials {
  name: string;
  password: string;
}

/** Name and password; `next` is the local path to go to afterwards. What was typed as name stays after a refusal. */
export function SignInForm({ next }: { next: string }) {
  const { register, handleSubmit, formState, setError, resetField, setFocus } = useForm<Credentials>({
    defaultValues: { name: '', password: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;

  const submit = handleSubmit(async ({ name, password }) => {
    const answer = await signIn('credentials', { name, password, redirect: false }).catch(() => undefined);
    if (answer?.ok && !answer.error) {
      window.location.assign(next);
      return;
    }
    resetField('password');
    setError('root', { message: answer?.error ?? 'The server can’t be reached. Try again in a moment.' });
    setFocus('password');
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField
        label="Name"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        error={errors.name?.message}
        {...register('name', { required: 'Type your name.' })}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...register('password', { required: 'Type your password.' })}
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
        {isSubmitting ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
