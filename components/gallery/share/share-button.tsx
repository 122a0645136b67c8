'use client';
import { Users } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from '../../ui/icon-button';

const ShareDialog = dynamic(() => import('./share-dialog').then(({ ShareDialog }) => ShareDialog), {
  ssr: false,
});

/** Shows what is chosen to one's team. */
export function ShareButton({ ids }: { ids: readonly string[] }) {
  const t = useTranslations('shared');
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label={t('share.act')} onClick={() => setOpen(true)}>
        <Users />
      </IconButton>
      {open && <ShareDialog ids={ids} onClose={() => setOpen(false)} />}
    </>
  );
}
