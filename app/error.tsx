'use client';
import { useTranslations } from 'use-intl';
import { AccountCard } from '@/components/account/account-card';
import { Button } from '@/components/ui/button';

export default function PageError({ reset }: { reset: () => void }) {
  const t = useTranslations('frame');
  return (
    <AccountCard title={t('failed.title')} note={t('failed.note')}>
      <Button look="outlined" onClick={reset}>
        {t('failed.again')}
      </Button>
    </AccountCard>
  );
}
