import Link from 'next/link';
import { AccountCard } from '@/components/account/account-card';
import { buttonClass } from '@/components/ui/button';
import { pageWords } from '@/lib/i18n/page-words';

export default async function NotFound() {
  const t = await pageWords('frame');
  return (
    <AccountCard title={t('missing.title')} note={t('missing.note')}>
      <Link href="/txt2img" className={buttonClass('outlined')}>
        {t('missing.home')}
      </Link>
    </AccountCard>
  );
}
