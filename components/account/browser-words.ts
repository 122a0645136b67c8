import type { Words } from '@/lib/i18n/words';

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'macOS'],
  [/Windows/, 'Windows'],
  [/Linux|X11/, 'Linux'],
];

const first = (table: [RegExp, string][], text: string) => table.find(([pattern]) => pattern.test(text))?.[1];

/** What a browser's User-Agent says in two words: `Firefox on Linux`. */
export function browserWords(userAgent: string, t: Words<'account'>): string {
  const browser = first(BROWSERS, userAgent) ?? t('browsers.unknown');
  const system = first(SYSTEMS, userAgent);
  return system ? t('browsers.on', { browser, system }) : browser;
}

export const isPhone = (userAgent: string) => /Mobi|Android|iPhone/.test(userAgent);
