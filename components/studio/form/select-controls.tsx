'use client';
import { useTranslations } from 'use-intl';
import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import { SAMPLERS } from '@/lib/generation/samplers';
import { SCHEDULERS } from '@/lib/generation/schedulers';
import type { Words } from '@/lib/i18n/words';
import type { SelectOption } from '../../ui/select-option';
import { usePromptNames } from '../data/queries';
import { useStudio } from '../studio-context';
import { ChoiceControl, SettingChoice } from './choice-control';

/** The checkpoints that can be drawn with. */
export const checkpointOptions = (checkpoints: CheckpointView[], words: Words<'form'>): SelectOption[] =>
  checkpoints
    .filter(({ problem }) => problem === null)
    .map(({ path, name, nativeSize, isOwn }) => ({
      value: path,
      label: name,
      note: [
        isOwn && words('checkpoint.mine'),
        nativeSize && words('checkpoint.pixels', { side: nativeSize }),
      ]
        .filter(Boolean)
        .join(' · '),
    }));

export function CheckpointControl() {
  const { checkpoints } = useStudio();
  const words = useTranslations('form');
  return (
    <ChoiceControl
      name="checkpoint"
      options={checkpointOptions(checkpoints, words)}
      placeholder={words(checkpoints.length === 0 ? 'checkpoint.reading' : 'checkpoint.choose')}
      withoutDefault
    />
  );
}

export function VaeControl() {
  const words = useTranslations('form');
  const vaes = usePromptNames()?.vaes ?? [];
  return (
    <SettingChoice
      name="vae"
      options={[
        { value: 'Automatic', label: words('vae.automatic') },
        { value: 'None', label: words('vae.none') },
        ...vaes.map((name) => ({ value: name, label: name })),
      ]}
    />
  );
}

export const samplerOptions = SAMPLERS.map(({ name }) => ({ value: name, label: name }));

/** Their names are those of the field; only the choice to leave it to the sampler is a word. */
export const schedulerOptions = (words: Words<'form'>): SelectOption[] =>
  SCHEDULERS.map(({ label }) => ({
    value: label,
    label: label === 'Automatic' ? words('vae.automatic') : label,
  }));

export const SamplerControl = () => <ChoiceControl name="sampler" options={samplerOptions} />;

export function SchedulerControl() {
  const words = useTranslations('form');
  return <ChoiceControl name="scheduler" options={schedulerOptions(words)} />;
}
