'use client';
import { Languages } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import { MenuButton } from '../ui/menu-button';

const load = () => import('./language-menu').then(({ LanguageMenu }) => LanguageMenu);
const LanguageMenu = dynamic(load, { ssr: false });

/** The studio's language; until somebody chooses one it is the browser's. */
export function LanguageSwitch() {
  const t = useTranslations('frame');
  return (
    <MenuButton
      label={t('language')}
      side="bottom"
      menu={(onClose) => <LanguageMenu onClose={onClose} />}
      load={load}
    >
      <Languages />
    </MenuButton>
  );
}
