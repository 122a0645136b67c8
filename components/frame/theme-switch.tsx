'use client';
import { SunMoon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import { MenuButton } from '../ui/menu-button';

const load = () => import('./theme-menu').then(({ ThemeMenu }) => ThemeMenu);
const ThemeMenu = dynamic(load, { ssr: false });

export function ThemeSwitch() {
  const t = useTranslations('frame');
  return (
    <MenuButton
      label={t('theme')}
      side="bottom"
      menu={(onClose) => <ThemeMenu onClose={onClose} />}
      load={load}
    >
      <SunMoon />
    </MenuButton>
  );
}
