'use client';
import { ImageUp, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { ChoosePictures } from '../canvas/choose-pictures';
import { TakePictures } from '../canvas/take-pictures';
import { IconButton } from '../ui/icon-button';
import { EmptyPicture } from './empty-picture';
import { useImg2img } from './img2img-context';
import { LazyCanvas } from './lazy-canvas';

/** The mask that is uploaded: white is drawn anew. */
export function MaskPane() {
  const { drawings, refuse } = useImg2img();
  const words = useTranslations('canvas');
  const labels = useTranslations('img2img.upload');
  const mask = drawings.of('mask');
  const take = async ([file]: File[]) => {
    refuse(null);
    if (file) await drawings.take('mask', file).catch(refuse);
  };
  return (
    <TakePictures
      label={labels('mask')}
      onFiles={take}
      onRefused={refuse}
      className="flex flex-1 flex-col border-t wide:border-t-0 wide:border-l"
    >
      {mask ? (
        <>
          <div className="min-h-0 flex-1">
            <LazyCanvas drawing={mask} />
          </div>
          <div className="flex min-h-10 shrink-0 items-center gap-1 border-t bg-panel px-2">
            <ChoosePictures onFiles={take}>
              <ImageUp />
              {words('another')}
            </ChoosePictures>
            <IconButton label={words('remove')} onClick={() => drawings.remove('mask')}>
              <X />
            </IconButton>
            <p className="ml-auto text-small text-muted">{words('empty.maskNote')}</p>
          </div>
        </>
      ) : (
        <EmptyPicture onFiles={take} isMask />
      )}
    </TakePictures>
  );
}
