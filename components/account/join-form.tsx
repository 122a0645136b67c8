'use client';
import { signIn } from 'next-auth/react';
import { useForm } from 'react-hook-form';
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
  const { register, handleSubmit, formState, setError } = useForm({
    defaultValues: { name: '', displayName: '', password: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;

  const submit = handleSubmit(async (joining) => {
    const refusal = await join(joining).catch(() => 'The server can’t be reached. Try again in a moment.');
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
        label="Name to sign in with"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        error={errors.name?.message}
        {...register('name', { required: 'Choose a name: lower-case letters and digits.' })}
      />
      <TextField label="How others see you" autoComplete="name" {...register('displayName')} />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        error={errors.password?.message}
        {...register('password', {
          validate: (password) =>
            [...password].length >= LEAST_CHARACTERS || `Use at least ${LEAST_CHARACTERS} characters.`,
        })}
      />
      <Failure error={errors.root as { message: string } | undefined} />
      <Button
        type="submit"
        look="accent"
        size="large"
        disabled={isSubmitting || (isSubmitSuccessful && !errors.root)}
      >
        {isSubmitting ? 'Setting up…' : 'Make the account and sign in'}
      </Button>
    </form>
  );
}
