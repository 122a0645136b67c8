'use client';
import { useTranslations } from 'use-intl';
import type { StudioSettings } from '@/lib/options/studio-settings';
import { Controls } from './form/controls';
import { StudioLayout } from './studio-layout';
import { StudioProvider } from './studio-provider';

export function Txt2imgPage({ userName, settings }: { userName: string; settings: StudioSettings }) {
  const words = useTranslations('frame');
  return (
    <StudioProvider kind="txt2img" userName={userName} settings={settings}>
      <StudioLayout title={words('tabs.txt2img')} controls={<Controls />} />
    </StudioProvider>
  );
}
