import type { Metadata } from 'next';
import { AccountCard } from '@/components/account/account-card';
import { JoinForm } from '@/components/account/join-form';
import { AppError } from '@/lib/errors';
import { readInvitation } from '@/lib/people/accept-invitation';
import { join } from './join';

export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer' };

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await readInvitation(token).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  if (invitation instanceof AppError) {
    return <AccountCard title="This invitation no longer works" note={invitation.message} />;
  }
  return (
    <AccountCard
      title="You are invited"
      note={
        invitation.team ? (
          <>
            Make your account in the team{' '}
            <strong className="font-semibold text-text">{invitation.team}</strong>.
          </>
        ) : (
          'Make your account.'
        )
      }
    >
      <JoinForm join={join.bind(null, token)} />
    </AccountCard>
  );
}
