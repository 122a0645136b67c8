'use client';
import { useTranslations } from 'use-intl';
import {
  DENOISING_CURVES,
  type DenoisingCurve,
  IMG2IMG_SCRIPT_DEFAULTS,
} from '@/lib/generation/series/img2img-script-fields';
import { NumberField } from '../../ui/number-field';
import { Select } from '../../ui/select';
import { type ScriptControlsProps, useScriptFields } from './use-script-fields';

const USUAL = IMG2IMG_SCRIPT_DEFAULTS.loopback;

/** Each picture is drawn from the one before it. */
export function LoopbackControls({ errorOf }: ScriptControlsProps) {
  const words = useTranslations('scripts.loopback');
  const [fields, change] = useScriptFields('loopback');
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-2">
        <NumberField
          label={words('loops')}
          value={fields.loops}
          onChange={(loops) => change({ loops })}
          min={1}
          max={32}
          step={1}
          defaultValue={USUAL.loops}
          error={errorOf('loops')}
        />
        <NumberField
          label={words('finalStrength')}
          value={fields.finalStrength}
          onChange={(finalStrength) => change({ finalStrength })}
          min={0}
          max={1}
          step={0.01}
          defaultValue={USUAL.finalStrength}
          error={errorOf('finalStrength')}
        />
      </div>
      <Select
        label={words('curve')}
        options={DENOISING_CURVES.map((value) => ({ value, label: words(`curves.${value}`) }))}
        value={fields.curve}
        onChange={(curve) => change({ curve: curve as DenoisingCurve })}
        defaultValue={USUAL.curve}
      />
    </>
  );
}
