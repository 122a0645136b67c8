import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names';
import { FieldError, FieldLabel, inputClass } from './field';

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  error?: string;
  /** As high as selects and buttons beside it. */
  compact?: boolean;
}

export function TextField({ label, error, compact = false, className, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={classNames(inputClass, 'w-full', compact ? 'control-height px-2' : 'h-10 px-3', className)}
        {...rest}
      />
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
