'use client';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { SAMPLERS } from '@/lib/generation/samplers';
import { SCHEDULERS } from '@/lib/generation/schedulers';
import { Select, type SelectOption } from '../../ui/select';
import { useStudio } from '../studio-context';
import type { StudioValues } from './studio-values';

function useChoice(name: 'checkpoint' | 'sampler' | 'scheduler') {
  const { form, defaults } = useStudio();
  const { field, fieldState } = useController<StudioValues, typeof name>({ control: form.control, name });
  return {
    value: field.value,
    onChange: field.onChange,
    defaultValue: defaults[name],
    error: fieldState.error?.message,
  };
}

export function CheckpointControl() {
  const words = useTranslations('form');
  const { checkpoints } = useStudio();
  const { defaultValue: _, ...choice } = useChoice('checkpoint');
  const options = checkpoints
    .filter(({ problem }) => problem === null)
    .map(
      ({ path, name, nativeSize, isOwn }): SelectOption => ({
        value: path,
        label: name,
        note: [
          isOwn && words('checkpoint.mine'),
          nativeSize && words('checkpoint.pixels', { side: nativeSize }),
        ]
          .filter(Boolean)
          .join(' · '),
      }),
    );
  return (
    <Select
      label={words('fields.checkpoint')}
      placeholder={words(checkpoints.length === 0 ? 'checkpoint.reading' : 'checkpoint.choose')}
      options={options}
      {...choice}
    />
  );
}

const samplerOptions = SAMPLERS.map(({ name }) => ({ value: name, label: name }));
const schedulerOptions = SCHEDULERS.map(({ label }) => ({ value: label, label }));

export function SamplerControl() {
  const words = useTranslations('form');
  return <Select label={words('fields.sampler')} options={samplerOptions} {...useChoice('sampler')} />;
}

export function SchedulerControl() {
  const words = useTranslations('form');
  return <Select label={words('fields.scheduler')} options={schedulerOptions} {...useChoice('scheduler')} />;
}
