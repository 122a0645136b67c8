'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CardsButton } from '../cards/cards-button';
import { ScriptSection } from '../scripts/script-section';
import { useStudio } from '../studio-context';
import { ChosenStyles, StylesButton } from '../styles/styles-control';
import { HiresSection } from './hires-section';
import { NumberControl } from './number-control';
import { PromptControl } from './prompt-control';
import { ReadParametersButton } from './read-parameters-button';
import { RefinerSection } from './refiner-section';
import { SamplingSection } from './sampling-section';
import { SeedControl } from './seed-control';
import { SeedExtraSection } from './seed-extra-section';
import { CheckpointControl, SamplerControl, SchedulerControl, VaeControl } from './select-controls';
import { SettingNumber } from './setting-number';
import { SizeControl } from './size-control';

interface ControlsProps {
  /** What only this tab asks: below the prompts, and below the CFG scale. */
  belowPrompts?: ReactNode;
  belowScale?: ReactNode;
  /** How large the picture is to be. */
  size?: ReactNode;
}

/** All settings, in the order and words of the web UI people know. */
export function Controls({ belowPrompts, belowScale, size = <SizeControl /> }: ControlsProps) {
  const { kind, restored, settings } = useStudio();
  const words = useTranslations('frame');
  return (
    // Until what was typed before a reload is back, values are not drawn: a default must not flash by.
    <form
      aria-label={words(`tabs.${kind}`)}
      onSubmit={(event) => event.preventDefault()}
      className={restored ? 'flex flex-col gap-4 p-4' : 'invisible flex flex-col gap-4 p-4'}
    >
      <CheckpointControl />
      <div className="grid grid-cols-2 gap-2">
        <VaeControl />
        <SettingNumber name="clipSkip" usual={settings.clipSkip} />
      </div>
      <div className="hidden wide:block">
        <PromptControl name="prompt" className="max-h-64 min-h-24" />
      </div>
      <PromptControl name="negativePrompt" className="max-h-40 min-h-14" />
      <div className="-mt-3">
        <div className="flex items-center">
          <StylesButton />
          <CardsButton />
          <ReadParametersButton />
        </div>
        <ChosenStyles />
      </div>
      {belowPrompts}
      <div className="grid grid-cols-2 gap-2">
        <SamplerControl />
        <SchedulerControl />
      </div>
      <NumberControl name="steps" />
      {kind === 'txt2img' && <HiresSection />}
      <RefinerSection />
      {size}
      <div className="grid grid-cols-2 gap-2">
        <NumberControl name="batchCount" />
        <NumberControl name="batchSize" />
      </div>
      <NumberControl name="cfgScale" />
      {belowScale}
      <SeedControl />
      <SeedExtraSection />
      <SamplingSection />
      <ScriptSection />
    </form>
  );
}
