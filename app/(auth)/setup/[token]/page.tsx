import type { Metadata } from 'next';
import { AccountCard } from '@/components/account/account-card';
import { SetPasswordForm } from '@/components/account/set-password-form';
import { readSetupLink } from '@/lib/auth/setup-link';
import { AppError } from '@/lib/errors';
import { setPassword } from './set-password';

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' };

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await readSetupLink(token).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  if (link instanceof AppError) return <AccountCard title="This link no longer works" note={link.message} />;
  return (
    <AccountCard
      title="Choose a password"
      note={
        <>
          You will sign in as <strong className="font-semibold text-text">{link.userName}</strong>. This page
          works once.
        </>
      }
    >
      <SetPasswordForm userName={link.userName} save={setPassword.bind(null, token)} />
    </AccountCard>
  );
}
