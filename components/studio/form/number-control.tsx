'use client';
import type { ReactNode } from 'react';
import { useController } from 'react-hook-form';
import { NumberField } from '../../ui/number-field';
import { useStudio } from '../studio-context';
import { checkNumber, type NumberName, numberFields, type Txt2imgValues } from './txt2img-values';

interface NumberControlProps {
  name: NumberName;
  className?: string;
  children?: ReactNode;
}

/** A number of the form, with its name, range and default from the table. */
export function NumberControl({ name, className, children }: NumberControlProps) {
  const { form, defaults } = useStudio().txt2img;
  const { field, fieldState } = useController<Txt2imgValues, NumberName>({
    control: form.control,
    name,
    rules: { validate: (value) => checkNumber(name, value) },
  });
  return (
    <NumberField
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
