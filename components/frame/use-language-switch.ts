'use client';
import { useRouter } from 'next/navigation';
import { LOCALE_COOKIE } from '@/lib/i18n/locales';

const YEAR = 365 * 24 * 3600;

/** Changes the studio's language for this browser. */
export function useLanguageSwitch(): (locale: string) => void {
  const { refresh } = useRouter();
  return (locale) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${YEAR}; samesite=lax`;
    refresh();
  };
}
