import type { Metadata } from 'next';
import { HelpPage } from '@/components/help/help-page';
import { helpBook } from '@/lib/help/help-book';
import { pageLocale, pageWords } from '@/lib/i18n/page-words';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords('help'))('title') };
}

export default async function Page() {
  await requireTab('/help', 'account.own');
  return <HelpPage book={await helpBook(await pageLocale())} />;
}
