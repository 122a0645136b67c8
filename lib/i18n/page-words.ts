import { headers } from 'next/headers';
import { createTranslator, type Messages, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core';
import { type Locale, localeOf } from './locales';
import { compiledMessages } from './messages/compiled';

/** The language of the page that is being rendered. */
export async function pageLocale(): Promise<Locale> {
  return localeOf(await headers());
}

/** The words of one namespace for a page on the server, such as its title. In components: `useTranslations`. */
export async function pageWords<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  namespace: Namespace,
) {
  const locale = await pageLocale();
  return createTranslator<Messages, Namespace>({ locale, messages: compiledMessages(locale), namespace });
}
