'use client';
import { useController } from 'react-hook-form';
import { SAMPLERS } from '@/lib/generation/samplers';
import { SCHEDULERS } from '@/lib/generation/schedulers';
import { Select, type SelectOption } from '../../ui/select';
import { useStudio } from '../studio-context';
import type { Txt2imgValues } from './txt2img-values';

function useChoice(name: 'checkpoint' | 'sampler' | 'scheduler') {
  const { form, defaults } = useStudio().txt2img;
  const { field, fieldState } = useController<Txt2imgValues, typeof name>({ control: form.control, name });
  return {
    value: field.value,
    onChange: field.onChange,
    defaultValue: defaults[name],
    error: fieldState.error?.message,
  };
}

export function CheckpointControl() {
  const { checkpoints } = useStudio().txt2img;
  const { defaultValue: _, ...choice } = useChoice('checkpoint');
  const options = checkpoints
    .filter(({ problem }) => problem === null)
    .map(
      ({ path, name, nativeSize, isOwn }): SelectOption => ({
        value: path,
        label: name,
        note: [isOwn && 'mine', nativeSize && `${nativeSize} px`].filter(Boolean).join(' · '),
      }),
    );
  return (
    <Select
      label="Stable Diffusion checkpoint"
      placeholder={checkpoints.length === 0 ? 'Reading the models folder…' : 'Choose a checkpoint'}
      options={options}
      {...choice}
    />
  );
}

const samplerOptions = SAMPLERS.map(({ name }) => ({ value: name, label: name }));
const schedulerOptions = SCHEDULERS.map(({ label }) => ({ value: label, label }));

export function SamplerControl() {
  return <Select label="Sampling method" options={samplerOptions} {...useChoice('sampler')} />;
}

export function SchedulerControl() {
  return <Select label="Schedule type" options={schedulerOptions} {...useChoice('scheduler')} />;
}
