'use client';
import { useTranslations } from 'use-intl';
import { MASKED_CONTENTS, type MaskedContent } from '@/lib/generation/img2img';
import { IMG2IMG_SCRIPT_DEFAULTS } from '@/lib/generation/series/img2img-script-fields';
import { NumberField } from '../../ui/number-field';
import { Select } from '../../ui/select';
import { SidesControl } from './sides-control';
import { type ScriptControlsProps, useScriptFields } from './use-script-fields';

const CONTENTS = MASKED_CONTENTS.map((_, at) => at as MaskedContent);

/** How far a picture grows, and how soft the seam is. */
function GrowthControls({
  name,
  errorOf,
}: ScriptControlsProps & { name: 'outpainting' | 'poorOutpainting' }) {
  const words = useTranslations('scripts.outpainting');
  const [fields, change] = useScriptFields(name);
  const usual = IMG2IMG_SCRIPT_DEFAULTS[name];
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-2">
        <NumberField
          label={words('pixels')}
          value={fields.pixels}
          onChange={(pixels) => change({ pixels })}
          min={8}
          max={256}
          step={8}
          defaultValue={usual.pixels}
          error={errorOf('pixels')}
        />
        <NumberField
          label={words('maskBlur')}
          value={fields.maskBlur}
          onChange={(maskBlur) => change({ maskBlur })}
          min={0}
          max={64}
          step={1}
          defaultValue={usual.maskBlur}
          error={errorOf('maskBlur')}
        />
      </div>
      <SidesControl
        label={words('sides')}
        sides={fields.sides}
        onChange={(sides) => change({ sides })}
        error={errorOf('sides')}
      />
    </>
  );
}

/** Beyond the edges in one go, with a plain start. */
export function PoorOutpaintingControls(props: ScriptControlsProps) {
  const words = useTranslations('img2img.content');
  const [fields, change] = useScriptFields('poorOutpainting');
  return (
    <>
      <GrowthControls name="poorOutpainting" {...props} />
      <Select
        label={words('label')}
        options={CONTENTS.map((value) => ({ value: String(value), label: words(`${value}`) }))}
        value={String(fields.content)}
        onChange={(content) => change({ content: Number(content) as MaskedContent })}
        defaultValue={String(IMG2IMG_SCRIPT_DEFAULTS.poorOutpainting.content)}
      />
    </>
  );
}

/** Beyond the edges side after side, with noise that is like the picture. */
export function OutpaintingControls({ errorOf }: ScriptControlsProps) {
  const words = useTranslations('scripts.outpainting');
  const [fields, change] = useScriptFields('outpainting');
  const usual = IMG2IMG_SCRIPT_DEFAULTS.outpainting;
  return (
    <>
      <p className="text-small text-muted">{words('hint')}</p>
      <GrowthControls name="outpainting" errorOf={errorOf} />
      <NumberField
        label={words('fallOff')}
        value={fields.fallOff}
        onChange={(fallOff) => change({ fallOff })}
        min={0}
        max={4}
        step={0.01}
        defaultValue={usual.fallOff}
        error={errorOf('fallOff')}
      />
      <NumberField
        label={words('colorVariation')}
        value={fields.colorVariation}
        onChange={(colorVariation) => change({ colorVariation })}
        min={0}
        max={1}
        step={0.01}
        defaultValue={usual.colorVariation}
        error={errorOf('colorVariation')}
      />
    </>
  );
}
