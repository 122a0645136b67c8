'use client';
import { useId } from 'react';
import { classNames } from '../ui/class-names';
import { FieldLabel } from '../ui/field';

interface ChoiceRowProps<Value extends string | number | boolean> {
  label: string;
  value: Value;
  usual: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  /** How many stand beside each other. */
  columns?: 1 | 2;
}

/** A choice of few, all of them in sight. A double click on the name goes back to the default. */
export function ChoiceRow<Value extends string | number | boolean>(props: ChoiceRowProps<Value>) {
  const { label, value, usual, options, onChange, columns = 2 } = props;
  const id = useId();
  return (
    <div role="radiogroup" aria-labelledby={id}>
      <FieldLabel id={id} changed={value !== usual} onDoubleClick={() => onChange(usual)}>
        {label}
      </FieldLabel>
      <div className={classNames('grid gap-1', columns === 2 && 'grid-cols-2')}>
        {options.map((option) => (
          <label
            key={String(option.value)}
            className={classNames(
              'relative flex min-h-(--control-height) min-w-0 items-center justify-center rounded-control px-2 py-1 text-center text-small transition-colors quick has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              option.value === value
                ? 'bg-accent-soft text-accent-text'
                : 'bg-raised text-muted hover:bg-hover hover:text-text',
            )}
          >
            <input
              type="radio"
              name={id}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </div>
  );
}
