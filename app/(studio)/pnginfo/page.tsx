import type { Metadata } from 'next';
import { PngInfoPage } from '@/components/png-info/png-info-page';
import { pageWords } from '@/lib/i18n/page-words';
import { requireTab } from '../require-tab';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('frame');
  return { title: t('tabs.pnginfo') };
}

export default async function Page() {
  const { name } = await requireTab('/pnginfo', 'pictures.own');
  return <PngInfoPage userName={name} />;
}
