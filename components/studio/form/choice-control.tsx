'use client';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Select } from '../../ui/select';
import type { SelectOption } from '../../ui/select-option';
import { useStudio } from '../studio-context';
import type { SettingsValues, StudioValues } from './studio-values';

/** Values that are a word of a list. */
export type ChoiceName =
  | 'checkpoint'
  | 'sampler'
  | 'scheduler'
  | 'hrUpscaler'
  | 'hrCheckpoint'
  | 'hrSampler'
  | 'hrScheduler'
  | 'refinerCheckpoint';

interface ChoiceControlProps {
  name: ChoiceName;
  options: SelectOption[];
  /** What an empty value is called: it is offered first. */
  empty?: string;
  placeholder?: string;
  /** No value of it is a change: there is no default to go back to. */
  withoutDefault?: boolean;
}

/** A list can't hold an empty value; this stands for it. */
const EMPTY = '\u00a0';

/** A choice of the form; what is chosen but no longer offered stays chosen, and can be seen. */
export function ChoiceControl({ name, options, empty, placeholder, withoutDefault }: ChoiceControlProps) {
  const { form, defaults } = useStudio();
  const words = useTranslations('form');
  const { field, fieldState } = useController<StudioValues, ChoiceName>({ control: form.control, name });
  const { value } = field;
  const offered = empty === undefined ? options : [{ value: EMPTY, label: empty }, ...options];
  const isGone = value !== '' && !options.some((option) => option.value === value);
  return (
    <Select
      label={words(`fields.${name}`)}
      options={isGone ? [...offered, { value, label: value, note: words('gone') }] : offered}
      value={value === '' && empty !== undefined ? EMPTY : value}
      onChange={(next) => field.onChange(next === EMPTY ? '' : next)}
      defaultValue={withoutDefault ? undefined : defaults[name] || (empty === undefined ? undefined : EMPTY)}
      placeholder={placeholder}
      error={fieldState.error?.message}
    />
  );
}

interface SettingChoiceProps {
  name: keyof Pick<SettingsValues, 'vae' | 'noiseSource' | 'emphasis'>;
  options: SelectOption[];
}

/** A choice that is as the Settings say until it is made here. */
export function SettingChoice({ name, options }: SettingChoiceProps) {
  const { form, settings } = useStudio();
  const words = useTranslations('form');
  const { field, fieldState } = useController<StudioValues, typeof name>({ control: form.control, name });
  const value: string = field.value ?? settings[name];
  const isGone = !options.some((option) => option.value === value);
  return (
    <Select
      label={words(`fields.${name}`)}
      options={isGone ? [...options, { value, label: value, note: words('gone') }] : options}
      value={value}
      onChange={(next) => field.onChange(next === settings[name] ? null : next)}
      defaultValue={settings[name]}
      error={fieldState.error?.message}
    />
  );
}
