import type { Messages, NamespaceKeys, NestedKeyOf, useTranslations } from 'use-intl';

/** The translator of one namespace, for functions that choose words and are no components: `Words<'studio'>`. */
export type Words<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>> = ReturnType<
  typeof useTranslations<Namespace>
>;
