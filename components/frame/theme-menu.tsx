'use client';
import { useTheme } from 'next-themes';
import { useTranslations } from 'use-intl';
import { ChoiceMenu } from './choice-menu';
import { THEMES } from './use-theme-switch';

export function ThemeMenu({ onClose }: { onClose: () => void }) {
  const t = useTranslations('frame');
  const { theme, setTheme } = useTheme();
  return (
    <ChoiceMenu
      value={theme}
      choices={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
      onChoose={setTheme}
      onClose={onClose}
    />
  );
}
