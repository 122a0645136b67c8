import { type DehydratedState, dehydrate, type QueryClient } from '@tanstack/react-query';
import { inLanguage } from '@/lib/i18n/in-language';
import { pageLocale } from '@/lib/i18n/page-words';

/** What a page was read with, for the browser, with the server's sentences in the reader's language. */
export async function dehydrated(queryClient: QueryClient): Promise<DehydratedState> {
  return inLanguage(dehydrate(queryClient), await pageLocale());
}
