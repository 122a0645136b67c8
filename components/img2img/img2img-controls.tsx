'use client';
import { useTranslations } from 'use-intl';
import { MASKED_CONTENTS, type MaskedContent, RESIZE_MODES } from '@/lib/generation/img2img';
import { Controls } from '../studio/form/controls';
import type { Img2imgValues } from '../studio/form/img2img-values';
import { NumberControl } from '../studio/form/number-control';
import { useStudio } from '../studio/studio-context';
import { ChoiceRow } from './choice-rows';
import { useImg2img } from './img2img-context';
import { hasMask } from './modes';
import { ResizeControl } from './resize-control';

/** The settings of Img2img, in the web UI's order. */
export function Img2imgControls() {
  const { mode } = useImg2img();
  return (
    <Controls
      belowPrompts={
        <>
          <ResizeModeControl />
          {hasMask(mode) && <MaskControls />}
        </>
      }
      size={<ResizeControl />}
      belowScale={<NumberControl name="denoisingStrength" />}
    />
  );
}

function useValue<Name extends keyof Img2imgValues>(name: Name) {
  const { form, defaults } = useStudio();
  return {
    value: form.watch(name) as Img2imgValues[Name],
    usual: defaults[name] as Img2imgValues[Name],
    onChange: (value: Img2imgValues[Name]) => form.setValue(name, value as never, { shouldDirty: true }),
  };
}

function ResizeModeControl() {
  const words = useTranslations('img2img.resizeMode');
  const options = RESIZE_MODES.map((value) => ({ value, label: words(`${value}`) }));
  return <ChoiceRow label={words('label')} options={options} {...useValue('resizeMode')} />;
}

function MaskControls() {
  const words = useTranslations('img2img');
  const contents = MASKED_CONTENTS.map((_, at) => at as MaskedContent);
  return (
    <>
      <NumberControl name="maskBlur" />
      <ChoiceRow
        label={words('maskMode.label')}
        options={[
          { value: false, label: words('maskMode.masked') },
          { value: true, label: words('maskMode.notMasked') },
        ]}
        {...useValue('maskInvert')}
      />
      <ChoiceRow
        label={words('content.label')}
        options={contents.map((value) => ({ value, label: words(`content.${value}`) }))}
        {...useValue('inpaintingFill')}
      />
      <ChoiceRow
        label={words('area.label')}
        options={[
          { value: false, label: words('area.whole') },
          { value: true, label: words('area.masked') },
        ]}
        {...useValue('inpaintFullRes')}
      />
      <NumberControl name="inpaintPadding" />
    </>
  );
}
