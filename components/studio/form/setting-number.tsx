'use client';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { NumberField } from '../../ui/number-field';
import { useStudio } from '../studio-context';
import { checkNumber, type NumberName, numberFields } from './number-fields';
import type { SettingsValues, StudioValues } from './studio-values';

type SettingName = NumberName & keyof SettingsValues;

interface SettingNumberProps {
  name: SettingName;
  /** What the Settings say. */
  usual: number;
}

/** A number that is as the Settings say until it is changed here. */
export function SettingNumber({ name, usual }: SettingNumberProps) {
  const { form } = useStudio();
  const words = useTranslations('form');
  const { field, fieldState } = useController<StudioValues, SettingName>({
    control: form.control,
    name,
    rules: { validate: (value) => checkNumber(name, value, words) },
  });
  return (
    <NumberField
      label={words(`fields.${name}`)}
      {...numberFields[name]}
      value={field.value ?? usual}
      onChange={(value) => field.onChange(value === usual ? null : value)}
      onBlur={field.onBlur}
      inputRef={field.ref}
      defaultValue={usual}
      error={fieldState.error?.message}
    />
  );
}
