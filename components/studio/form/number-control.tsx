'use client';
import type { ReactNode } from 'react';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { NumberField } from '../../ui/number-field';
import { useStudio } from '../studio-context';
import { checkNumber, type NumberName, numberFields } from './number-fields';
import type { SettingsValues, StudioValues } from './studio-values';

/** Numbers that are always said. */
type SaidName = Exclude<NumberName, keyof SettingsValues>;

interface NumberControlProps {
  name: SaidName;
  className?: string;
  children?: ReactNode;
}

/** A number of the form, with its name, range and default from the table. */
export function NumberControl({ name, className, children }: NumberControlProps) {
  const { form, defaults } = useStudio();
  const words = useTranslations('form');
  const { field, fieldState } = useController<StudioValues, SaidName>({
    control: form.control,
    name,
    rules: { validate: (value) => checkNumber(name, value, words) },
  });
  return (
    <NumberField
      label={words(`fields.${name}`)}
      {...numberFields[name]}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      defaultValue={defaults[name]}
      error={fieldState.error?.message}
      className={className}
    >
      {children}
    </NumberField>
  );
}
