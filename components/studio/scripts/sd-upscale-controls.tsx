'use client';
import { useTranslations } from 'use-intl';
import { IMG2IMG_SCRIPT_DEFAULTS } from '@/lib/generation/series/img2img-script-fields';
import { type ImageUpscaler, UPSCALERS } from '@/lib/generation/upscalers';
import { NumberField } from '../../ui/number-field';
import { Select } from '../../ui/select';
import { type ScriptControlsProps, useScriptFields } from './use-script-fields';

const USUAL = IMG2IMG_SCRIPT_DEFAULTS.sdUpscale;

/** The picture is enlarged and drawn anew in tiles. */
export function SdUpscaleControls({ errorOf }: ScriptControlsProps) {
  const words = useTranslations('scripts.sdUpscale');
  const none = useTranslations('scripts')('none');
  const [fields, change] = useScriptFields('sdUpscale');
  return (
    <>
      <p className="text-small text-muted">{words('hint')}</p>
      <div className="grid grid-cols-2 items-start gap-2">
        <NumberField
          label={words('overlap')}
          value={fields.overlap}
          onChange={(overlap) => change({ overlap })}
          min={0}
          max={256}
          step={16}
          defaultValue={USUAL.overlap}
          error={errorOf('overlap')}
        />
        <NumberField
          label={words('scale')}
          value={fields.scale}
          onChange={(scale) => change({ scale })}
          min={1}
          max={4}
          step={1}
          defaultValue={USUAL.scale}
          error={errorOf('scale')}
        />
      </div>
      <Select
        label={words('upscaler')}
        options={UPSCALERS.map((value) => ({ value, label: value === 'None' ? none : value }))}
        value={fields.upscaler}
        onChange={(upscaler) => change({ upscaler: upscaler as ImageUpscaler })}
        defaultValue={USUAL.upscaler}
      />
    </>
  );
}
