'use client';
import { useLocale } from 'use-intl';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { ChoiceMenu } from './choice-menu';
import { useLanguageSwitch } from './use-language-switch';

export function LanguageMenu({ onClose }: { onClose: () => void }) {
  return (
    <ChoiceMenu
      value={useLocale()}
      choices={LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale], lang: locale }))}
      onChoose={useLanguageSwitch()}
      onClose={onClose}
    />
  );
}
