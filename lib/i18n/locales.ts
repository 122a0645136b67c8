import { parseCookies } from '@/lib/http/cookies';

/** The languages of the studio; the first is the one everything is written in. */
export const LOCALES = ['en', 'zh', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** What each language calls itself. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', zh: '中文', ja: '日本語' };

/** Holds the language somebody chose; without it the browser's wishes count. */
export const LOCALE_COOKIE = 'atelier.locale';

export const isLocale = (text: string | undefined): text is Locale => LOCALES.includes(text as Locale);

/** The first of ours among a browser's wishes (`ja-JP,ja;q=0.9,en;q=0.8`), best first, else English. */
export function wishedLocale(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
    const quality = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find(Boolean);
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  // A stable sort: of two that are wished for equally, the first named.
  const best = wishes.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  return best.map(({ language }) => language).find(isLocale) ?? LOCALES[0];
}

/** The language a request asks for: the one chosen in the studio, else what the browser wishes. */
export function localeOf(headers: Pick<Headers, 'get'>): Locale {
  const chosen = parseCookies(headers.get('cookie')).get(LOCALE_COOKIE);
  return isLocale(chosen) ? chosen : wishedLocale(headers.get('accept-language'));
}
