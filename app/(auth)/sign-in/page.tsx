import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountCard } from '@/components/account/account-card';
import { localPath } from '@/components/account/local-path';
import { SignInForm } from '@/components/account/sign-in-form';
import { currentUser } from '@/lib/auth';
import { refusalSentence } from '@/lib/auth/oidc/refusals';
import { config } from '@/lib/config';
import { sentenceIn } from '@/lib/i18n/in-language';
import { pageLocale, pageWords } from '@/lib/i18n/page-words';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('account');
  return { title: t('signIn.title') };
}

interface Props {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const t = await pageWords('account');
  const { next, error } = await searchParams;
  const refusal = refusalSentence([error].flat()[0]);
  const path = localPath(Array.isArray(next) ? next[0] : next);
  if (await currentUser()) redirect(path);
  return (
    <AccountCard title={t('signIn.title')} note={t('signIn.note')}>
      <SignInForm
        next={path}
        provider={config().oidc?.name ?? null}
        refusal={refusal && sentenceIn(await pageLocale(), refusal)}
      />
    </AccountCard>
  );
}
