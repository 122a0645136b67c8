import type { Metadata } from 'next';
import { ExtensionsPage } from '@/components/extensions/extensions-page';
import { pageWords } from '@/lib/i18n/page-words';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords('extensions'))('title') };
}

export default async function Page() {
  await requireTab('/extensions', 'options.own');
  return <ExtensionsPage />;
}
