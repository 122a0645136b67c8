'use client';
import { useTranslations } from 'use-intl';
import type { ScriptName } from '@/lib/generation/series/script-fields';
import { FieldError } from '../../ui/field';
import { LoopbackControls } from './loopback-controls';
import { MatrixControls } from './matrix-controls';
import { OutpaintingControls, PoorOutpaintingControls } from './outpainting-controls';
import { PromptsControls } from './prompts-controls';
import { SdUpscaleControls } from './sd-upscale-controls';
import { useMeasured } from './use-measured';
import { XyzControls } from './xyz-controls';

/** What each script asks. */
const CONTROLS = {
  matrix: MatrixControls,
  prompts: PromptsControls,
  xyz: XyzControls,
  loopback: LoopbackControls,
  outpainting: OutpaintingControls,
  poorOutpainting: PoorOutpaintingControls,
  sdUpscale: SdUpscaleControls,
} as const;

/** The settings of the chosen script. */
export function ScriptControls({ script }: { script: ScriptName }) {
  const words = useTranslations('scripts');
  const { errorOf } = useMeasured();
  const Fields = CONTROLS[script];
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-control border px-3 pt-2 pb-3">
      <legend className="sr-only">{words(`titles.${script}`)}</legend>
      <Fields errorOf={errorOf} />
      <FieldError id="script-problem">{errorOf('script')}</FieldError>
    </fieldset>
  );
}
