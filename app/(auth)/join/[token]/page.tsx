import type { Metadata } from 'next';
import { AccountCard } from '@/components/account/account-card';
import { JoinForm } from '@/components/account/join-form';
import { AppError } from '@/lib/errors';
import { sentenceIn } from '@/lib/i18n/in-language';
import { pageLocale, pageWords } from '@/lib/i18n/page-words';
import { readInvitation } from '@/lib/people/accept-invitation';
import { join } from './join';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('account');
  return { title: t('join.title'), referrer: 'no-referrer' };
}

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await pageWords('account');
  const invitation = await readInvitation(token).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  if (invitation instanceof AppError) {
    return (
      <AccountCard title={t('join.invalid')} note={sentenceIn(await pageLocale(), invitation.message)} />
    );
  }
  return (
    <AccountCard
      title={t('join.invited')}
      note={
        invitation.team
          ? t.rich('join.inTeam', {
              name: invitation.team,
              team: (text) => <strong className="font-semibold text-text">{text}</strong>,
            })
          : t('join.inNoTeam')
      }
    >
      <JoinForm join={join.bind(null, token)} />
    </AccountCard>
  );
}
