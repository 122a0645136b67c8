'use client';
import { useTranslations } from 'use-intl';
import { Controls } from './form/controls';
import { StudioLayout } from './studio-layout';
import { StudioProvider } from './studio-provider';

export function Txt2imgPage({ userName }: { userName: string }) {
  const words = useTranslations('frame');
  return (
    <StudioProvider kind="txt2img" userName={userName}>
      <StudioLayout title={words('tabs.txt2img')} controls={<Controls />} />
    </StudioProvider>
  );
}
