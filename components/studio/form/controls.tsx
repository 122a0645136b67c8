'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../studio-context';
import { NumberControl } from './number-control';
import { PromptControl } from './prompt-control';
import { SeedControl } from './seed-control';
import { CheckpointControl, SamplerControl, SchedulerControl } from './select-controls';
import { SizeControl } from './size-control';

interface ControlsProps {
  /** What only this tab asks: below the prompts, and below the CFG scale. */
  belowPrompts?: ReactNode;
  belowScale?: ReactNode;
}

/** All settings, in the order and words of the web UI people know. */
export function Controls({ belowPrompts, belowScale }: ControlsProps) {
  const { kind, restored } = useStudio();
  const words = useTranslations('frame');
  return (
    // Until what was typed before a reload is back, values are not drawn: a default must not flash by.
    <form
      aria-label={words(`tabs.${kind}`)}
      onSubmit={(event) => event.preventDefault()}
      className={restored ? 'flex flex-col gap-4 p-4' : 'invisible flex flex-col gap-4 p-4'}
    >
      <CheckpointControl />
      <div className="hidden wide:block">
        <PromptControl name="prompt" className="max-h-64 min-h-24" />
      </div>
      <PromptControl name="negativePrompt" className="max-h-40 min-h-14" />
      {belowPrompts}
      <div className="grid grid-cols-2 gap-2">
        <SamplerControl />
        <SchedulerControl />
      </div>
      <NumberControl name="steps" />
      <SizeControl />
      <div className="grid grid-cols-2 gap-2">
        <NumberControl name="batchCount" />
        <NumberControl name="batchSize" />
      </div>
      <NumberControl name="cfgScale" />
      {belowScale}
      <SeedControl />
    </form>
  );
}
