'use client';
import { SunMoon } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useTranslations } from 'use-intl';
import { ChoiceMenu } from './choice-menu';
import { THEMES } from './use-theme-switch';

export function ThemeSwitch() {
  const t = useTranslations('frame');
  const { theme, setTheme } = useTheme();
  return (
    <ChoiceMenu
      label={t('theme')}
      icon={<SunMoon />}
      value={theme}
      choices={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
      onChoose={setTheme}
    />
  );
}
