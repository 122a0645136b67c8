'use client';
import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names';
import { FieldError, FieldLabel, inputClass } from './field';

interface TextAreaProps extends ComponentProps<'textarea'> {
  label: string;
  /** The name is read aloud but not drawn; the placeholder shows it. */
  labelHidden?: boolean;
  error?: string;
  /** Stands at the end of the label's line. */
  note?: string;
}

/** Text of several lines; it grows with what is typed, up to its `max-h-*`. */
export function TextArea({ label, labelHidden, error, note, className, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div>
      <div className={labelHidden ? 'sr-only' : 'flex items-center justify-between'}>
        <FieldLabel htmlFor={id}>{label}</FieldLabel>
        {note && <span className="text-small text-faint">{note}</span>}
      </div>
      <textarea
        id={id}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={classNames(
          inputClass,
          'block field-sizing-content w-full resize-none px-2 py-1.5',
          className,
        )}
        {...rest}
      />
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
