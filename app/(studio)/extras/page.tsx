import type { Metadata } from 'next';
import { ExtrasPage } from '@/components/extras/extras-page';
import { pageWords } from '@/lib/i18n/page-words';
import { mayUseFiles } from '../may-use-files';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('frame');
  return { title: t('tabs.extras') };
}

export default async function Page() {
  const user = await requireTab('/extras', 'pictures.own');
  return <ExtrasPage hasFiles={mayUseFiles(user)} />;
}
