import type { Locale } from '../i18n/locales';
import type { HelpBook } from './help-topic';

/** All answers in one language; only that language is loaded. */
export async function helpBook(locale: Locale): Promise<HelpBook> {
  switch (locale) {
    case 'zh':
      return (await import('./book-zh')).book;
    case 'ja':
      return (await import('./book-ja')).book;
    default:
      return (await import('./book-en')).book;
  }
}
