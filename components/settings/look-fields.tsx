'use client';
import { useTheme } from 'next-themes';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { useLanguageSwitch } from '../frame/use-language-switch';
import { THEMES } from '../frame/use-theme-switch';
import { Select } from '../ui/select';

/** Theme and language: of this browser, as they are wherever somebody sits. */
export function LookFields() {
  const frame = useTranslations('frame');
  const locale = useLocale();
  const { theme, setTheme } = useTheme();
  const switchLanguage = useLanguageSwitch();
  // Only the browser knows its theme.
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return (
    <>
      <Select
        label={frame('theme')}
        value={isThere ? (theme ?? THEMES[0]) : ''}
        onChange={setTheme}
        options={THEMES.map((value) => ({ value, label: frame(`themes.${value}`) }))}
      />
      <Select
        label={frame('language')}
        value={locale}
        onChange={switchLanguage}
        options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
      />
    </>
  );
}
