import type { Metadata } from 'next';
import { AccountCard } from '@/components/account/account-card';
import { SetPasswordForm } from '@/components/account/set-password-form';
import { readSetupLink } from '@/lib/auth/setup-link';
import { AppError } from '@/lib/errors';
import { sentenceIn } from '@/lib/i18n/in-language';
import { pageLocale, pageWords } from '@/lib/i18n/page-words';
import { setPassword } from './set-password';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('account');
  return { title: t('setup.title'), referrer: 'no-referrer' };
}

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await pageWords('account');
  const link = await readSetupLink(token).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  if (link instanceof AppError)
    return <AccountCard title={t('setup.invalid')} note={sentenceIn(await pageLocale(), link.message)} />;
  return (
    <AccountCard
      title={t('setup.choose')}
      note={t.rich('setup.as', {
        userName: link.userName,
        name: (text) => <strong className="font-semibold text-text">{text}</strong>,
      })}
    >
      <SetPasswordForm userName={link.userName} save={setPassword.bind(null, token)} />
    </AccountCard>
  );
}
