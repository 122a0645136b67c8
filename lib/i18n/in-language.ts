import type { Locale } from './locales';
import { translatorOf } from './sentence-table';
import ja from './sentences/ja.json';
import zh from './sentences/zh.json';

const translators = { zh: translatorOf(zh), ja: translatorOf(ja) };

/** Messages that were said lately, by language; the same few are said again and again. */
const said = { zh: new Map<string, string>(), ja: new Map<string, string>() };
const MOST_SAID = 2_000;

/**
 * What the server says in English, in another language. Code throws and stores English sentences; they are translated
 * here, where they leave for the studio, by comparing them with those in `sentences/`. What is not found stays English.
 */
export function sentenceIn(locale: Locale, message: string): string {
  if (locale === 'en' || message === '') return message;
  const known = said[locale].get(message);
  if (known !== undefined) return known;
  const translated = translators[locale](message);
  if (said[locale].size >= MOST_SAID) said[locale].clear();
  said[locale].set(message, translated);
  return translated;
}

/** Fields of answers and events that hold sentences of the server: one, or several in a list or by field. */
const SENTENCE_FIELDS = new Set(['message', 'fields', 'warnings', 'problem', 'unused', 'obstacle']);
const HOLDS_SENTENCES = /"(?:message|warnings|problem|unused|obstacle)":/;

/** The same answer with the server's sentences in another language; everything else is left as it is. */
export function inLanguage<T>(view: T, locale: Locale): T {
  return locale === 'en' ? view : (translated(view, locale, false) as T);
}

/** As `inLanguage`, of JSON that is on its way out; what says nothing is not even read. */
export function jsonInLanguage(json: string, locale: Locale): string {
  if (locale === 'en' || !HOLDS_SENTENCES.test(json)) return json;
  return JSON.stringify(inLanguage(JSON.parse(json), locale));
}

function translated(value: unknown, locale: Locale, isSentence: boolean): unknown {
  if (typeof value === 'string') return isSentence ? sentenceIn(locale, value) : value;
  if (Array.isArray(value)) return value.map((each) => translated(each, locale, isSentence));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      translated(each, locale, isSentence || SENTENCE_FIELDS.has(key)),
    ]),
  );
}
