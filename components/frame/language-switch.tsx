'use client';
import { Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { ChoiceMenu } from './choice-menu';
import { useLanguageSwitch } from './use-language-switch';

/** The studio's language; until somebody chooses one it is the browser's. */
export function LanguageSwitch() {
  const t = useTranslations('frame');
  return (
    <ChoiceMenu
      label={t('language')}
      icon={<Languages />}
      value={useLocale()}
      choices={LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale], lang: locale }))}
      onChoose={useLanguageSwitch()}
    />
  );
}
