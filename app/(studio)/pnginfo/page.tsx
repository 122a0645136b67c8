import type { Metadata } from 'next';
import { PngInfoPage } from '@/components/png-info/png-info-page';
import { requireTab } from '../require-tab';

export const metadata: Metadata = { title: 'PNG Info' };

export default async function Page() {
  const { name } = await requireTab('/pnginfo', 'pictures.own');
  return <PngInfoPage userName={name} />;
}
