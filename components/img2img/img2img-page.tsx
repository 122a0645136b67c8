'use client';
import { useTranslations } from 'use-intl';
import type { StudioSettings } from '@/lib/options/studio-settings';
import { StudioLayout } from '../studio/studio-layout';
import { StudioProvider } from '../studio/studio-provider';
import { Img2imgContext } from './img2img-context';
import { Img2imgControls } from './img2img-controls';
import { Img2imgStage } from './img2img-stage';
import { useImg2imgWork } from './use-img2img-work';

/** Pictures from pictures: whole, in part, beyond their edges, or many at once. */
export function Img2imgPage({ userName, settings }: { userName: string; settings: StudioSettings }) {
  const words = useTranslations('frame');
  const { img2img, attach } = useImg2imgWork(userName);
  return (
    <Img2imgContext value={img2img}>
      <StudioProvider kind="img2img" userName={userName} settings={settings} attach={attach}>
        <StudioLayout title={words('tabs.img2img')} controls={<Img2imgControls />} stage={<Img2imgStage />} />
      </StudioProvider>
    </Img2imgContext>
  );
}
