import type { Locale } from '../locales';
import { en } from './en';
import { ja } from './ja';
import { zh } from './zh';

/** Every word of the studio in one language. Only for the server: a browser is given those of its language. */
export function messagesOf(locale: Locale): Messages {
  return { en, zh, ja }[locale];
}

/** The English ones say which there are. */
export type Messages = typeof en;
