'use client';
import { Copy, ImageUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { ChoosePictures } from '../canvas/choose-pictures';
import type { Drawing } from '../canvas/drawing';
import { heightOf, widthOf } from '../canvas/pixels/box';
import { TakePictures } from '../canvas/take-pictures';
import { useDrawingSteps } from '../canvas/use-drawing-steps';
import { useStudio } from '../studio/studio-context';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { EmptyPicture } from './empty-picture';
import { useImg2img } from './img2img-context';
import { LazyCanvas } from './lazy-canvas';
import { COPY_TARGETS } from './modes';
import { drawableSize, sizeLike } from './sizes';

/** The picture of a sub-tab: drop, choose or paste one, and draw on it. */
export function CanvasPane() {
  const { mode, drawing, drawings, isRestoring, refuse } = useImg2img();
  const words = useTranslations('canvas');
  if (mode === 'batch') return null;
  const take = async ([file]: File[]) => {
    refuse(null);
    if (file) await drawings.take(mode, file).catch(refuse);
  };
  return (
    <TakePictures
      label={words('canvas')}
      onFiles={take}
      onRefused={refuse}
      takesPaste
      className="flex flex-1 flex-col"
    >
      {drawing ? (
        <>
          <div className="min-h-0 flex-1">
            <DrawingCanvas key={drawing.id} drawing={drawing} />
          </div>
          <PictureBar drawing={drawing} onFiles={take} onRemove={() => drawings.remove(mode)} />
        </>
      ) : isRestoring ? (
        <Skeleton className="flex-1" />
      ) : (
        <EmptyPicture onFiles={take} />
      )}
    </TakePictures>
  );
}

function DrawingCanvas({ drawing }: { drawing: Drawing }) {
  const { mode } = useImg2img();
  const { form } = useStudio();
  const [blur, padding, onlyMasked, inverted, width, height] = form.watch([
    'maskBlur',
    'inpaintPadding',
    'inpaintFullRes',
    'maskInvert',
    'width',
    'height',
  ]);
  useSizeOfFrame(drawing);
  const isShown = drawing.hasMask && onlyMasked && !inverted && mode !== 'inpaintUpload';
  return (
    <LazyCanvas
      drawing={drawing}
      maskBlur={blur}
      onlyMasked={isShown && width * height * padding >= 0 ? { padding, blur, width, height } : null}
    />
  );
}

/**
 * Another picture gives an untouched size its proportions; a frame that was pulled larger is drawn larger. Either would be
 * squeezed otherwise.
 */
function useSizeOfFrame(drawing: Drawing): void {
  const { form, defaults } = useStudio();
  const steps = useDrawingSteps(drawing);
  const size = useRef('');
  const side = defaults.width;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step may have pulled the frame
  useEffect(() => {
    const { frame } = drawing;
    const now = `${widthOf(frame)} × ${heightOf(frame)}`;
    const before = size.current;
    size.current = now;
    const [isBy, ...set] = form.getValues(['resizesBy', 'width', 'height']);
    if (before === now || isBy) return;
    const isUntouched = set[0] === side && set[1] === side;
    if (before === '' && !isUntouched) return;
    const sent = { width: widthOf(frame), height: heightOf(frame) };
    const { width, height } = before === '' ? sizeLike(sent, side) : drawableSize(sent);
    form.setValue('width', width, { shouldDirty: true });
    form.setValue('height', height, { shouldDirty: true });
  }, [drawing, steps, form]);
}

interface PictureBarProps {
  drawing: Drawing;
  onFiles: (files: File[]) => void;
  onRemove: () => void;
}

/** Another picture, and where else this one can go. */
function PictureBar({ drawing, onFiles, onRemove }: PictureBarProps) {
  const { mode, drawings, setMode } = useImg2img();
  const words = useTranslations('canvas');
  const copying = useTranslations('img2img');
  return (
    <div className="flex min-h-10 shrink-0 items-center gap-1 overflow-x-auto border-t bg-panel px-2 [scrollbar-width:none]">
      <ChoosePictures onFiles={onFiles}>
        <ImageUp />
        {words('another')}
      </ChoosePictures>
      <IconButton label={words('remove')} onClick={onRemove}>
        <X />
      </IconButton>
      <span className="ml-auto flex shrink-0 items-center gap-1.5 pl-3 text-small text-muted">
        <Copy aria-hidden className="size-3.5" />
        {copying('copyTo')}
      </span>
      {COPY_TARGETS.filter((target) => target !== mode).map((target) => (
        <Button
          key={target}
          onClick={() =>
            drawings.copy(drawing, target).then(() => {
              setMode(target);
              toast(copying('copied', { mode: copying(`modes.${target}`) }));
            })
          }
        >
          {copying(`modes.${target}`)}
        </Button>
      ))}
    </div>
  );
}
