'use client';
import { Ruler } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { heightOf, widthOf } from '../canvas/pixels/box';
import type { Size } from '../canvas/pixels/viewport';
import { useDrawingSteps } from '../canvas/use-drawing-steps';
import { NumberControl } from '../studio/form/number-control';
import { SizeControl } from '../studio/form/size-control';
import { useStudio } from '../studio/studio-context';
import { Button } from '../ui/button';
import { ChoiceRow } from './choice-rows';
import { useImg2img } from './img2img-context';
import { drawableSize } from './sizes';

/** The size of what is sent; null: there is no picture yet. */
function useSentSize(): Size | null {
  const { drawing, batch } = useImg2img();
  useDrawingSteps(drawing);
  if (drawing) return { width: widthOf(drawing.frame), height: heightOf(drawing.frame) };
  return batch[0] ?? null;
}

/** Resize to a size, or by a scale of the picture's own. */
export function ResizeControl() {
  const { form, defaults } = useStudio();
  const words = useTranslations('img2img.resize');
  const [isBy, scale] = form.watch(['resizesBy', 'resizeScale']);
  const sent = useSentSize();
  const drawn = sent && drawableSize(sent, scale > 0 ? scale : 1);
  const setSize = ({ width, height }: Size) => {
    form.setValue('width', width, { shouldValidate: true, shouldDirty: true });
    form.setValue('height', height, { shouldValidate: true, shouldDirty: true });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form follows the picture and the scale
  useEffect(() => {
    if (isBy && drawn) setSize(drawn);
  }, [isBy, drawn?.width, drawn?.height]);
  const nameOf = ({ width, height }: Size) => `${width} × ${height}`;
  return (
    <div className="flex flex-col gap-2">
      <ChoiceRow
        label={words('label')}
        value={isBy}
        usual={defaults.resizesBy}
        onChange={(value) => form.setValue('resizesBy', value, { shouldDirty: true })}
        options={[
          { value: false, label: words('to') },
          { value: true, label: words('by') },
        ]}
      />
      {isBy ? (
        <>
          <NumberControl name="resizeScale" />
          {sent && drawn && (
            <p className="text-small text-muted tabular-nums">
              {words('fromTo', { from: nameOf(sent), to: nameOf(drawn) })}
            </p>
          )}
        </>
      ) : (
        <>
          <SizeControl />
          {sent && (
            <Button look="outlined" onClick={() => setSize(drawableSize(sent))}>
              <Ruler />
              {words('detect')}
              <span className="text-muted tabular-nums">{nameOf(sent)}</span>
            </Button>
          )}
        </>
      )}
    </div>
  );
}
