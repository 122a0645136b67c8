import compile from 'icu-minify/compile';
import type { Locale } from '../locales';
import { type Messages, messagesOf } from '.';

type Tree = { [key: string]: string | Tree };

const made = new Map<Locale, Messages>();

/**
 * The words of one language, read as ICU messages once and for all. What pages and browsers are given, so that none of them
 * carries the program that reads such messages (next.config.ts leaves it out); it is larger than everything else of use-intl.
 */
export function compiledMessages(locale: Locale): Messages {
  const known = made.get(locale);
  if (known) return known;
  // Through JSON, because only plain objects go to a browser, and the compiler's have no prototype.
  const compiled: Messages = JSON.parse(JSON.stringify(compileTree(messagesOf(locale))));
  made.set(locale, compiled);
  return compiled;
}

function compileTree(tree: Tree): unknown {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? compile(value) : compileTree(value),
    ]),
  );
}
