'use client';
import { useTranslations } from 'use-intl';
import { scaledSize } from '@/lib/generation/hires';
import { LATENT_UPSCALE_MODES, UPSCALERS } from '@/lib/generation/upscalers';
import { useStudio } from '../studio-context';
import { ChoiceControl } from './choice-control';
import { NumberControl } from './number-control';
import { PromptControl } from './prompt-control';
import { Section } from './section';
import { checkpointOptions, samplerOptions, schedulerOptions } from './select-controls';
import type { StudioValues } from './studio-values';

const VALUES = [
  'enableHr',
  'hrUpscaler',
  'hrSteps',
  'denoisingStrength',
  'hrScale',
  'hrResizeX',
  'hrResizeY',
  'hrCheckpoint',
  'hrSampler',
  'hrScheduler',
  'hrPrompt',
  'hrNegativePrompt',
] as const satisfies readonly (keyof StudioValues)[];

const upscalerOptions = [...LATENT_UPSCALE_MODES, ...UPSCALERS].map((name) => ({ value: name, label: name }));

/** Pixels of the second pass; null while a number is no number. */
function useFinalSize(): { width: number; height: number } | null {
  const { form } = useStudio();
  const [width, height, scale, resize_x, resize_y] = form.watch([
    'width',
    'height',
    'hrScale',
    'hrResizeX',
    'hrResizeY',
  ]);
  // With both sides given, what lies over is cut off.
  const size =
    resize_x > 0 && resize_y > 0
      ? { width: resize_x, height: resize_y }
      : scaledSize({ width, height }, { scale, resize_x, resize_y });
  return Number.isFinite(size.width + size.height) ? size : null;
}

/** The second pass at a larger size. */
export function HiresSection() {
  const { form } = useStudio();
  const words = useTranslations('form');
  const [enabled, upscaler, strength] = form.watch(['enableHr', 'hrUpscaler', 'denoisingStrength']);
  const size = useFinalSize();
  const told = size && words('hires.size', { width: String(size.width), height: String(size.height) });
  return (
    <Section
      name="hires"
      values={VALUES}
      summary={enabled ? [told, upscaler, strength].filter((part) => part !== null).join(' · ') : null}
      toggle={{
        checked: enabled,
        onChange: (checked) => form.setValue('enableHr', checked, { shouldDirty: true }),
      }}
    >
      <HiresFields told={told} />
    </Section>
  );
}

function HiresFields({ told }: { told: string | null }) {
  const { checkpoints } = useStudio();
  const words = useTranslations('form');
  return (
    <>
      <p className="text-small text-muted">{told}</p>
      <ChoiceControl name="hrUpscaler" options={upscalerOptions} />
      <div className="grid grid-cols-2 gap-2">
        <NumberControl name="hrSteps" />
        <NumberControl name="denoisingStrength" />
      </div>
      <NumberControl name="hrScale" />
      <div className="grid grid-cols-2 gap-2">
        <NumberControl name="hrResizeX" />
        <NumberControl name="hrResizeY" />
      </div>
      <ChoiceControl
        name="hrCheckpoint"
        options={checkpointOptions(checkpoints, words)}
        empty={words('hires.sameCheckpoint')}
      />
      <div className="grid grid-cols-2 gap-2">
        <ChoiceControl name="hrSampler" options={samplerOptions} empty={words('hires.sameSampler')} />
        <ChoiceControl
          name="hrScheduler"
          options={schedulerOptions(words)}
          empty={words('hires.sameScheduler')}
        />
      </div>
      <PromptControl name="hrPrompt" className="max-h-40 min-h-14" />
      <PromptControl name="hrNegativePrompt" className="max-h-40 min-h-14" />
    </>
  );
}
