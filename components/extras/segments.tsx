'use client';
import { classNames } from '../ui/class-names';

interface SegmentsProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** A few choices side by side, one of which holds. */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  return (
    <fieldset className="flex gap-0.5 rounded-control bg-raised p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={classNames(
            'min-h-(--control-height) min-w-0 flex-1 rounded-small px-2 text-small leading-tight transition-colors quick',
            option.value === value
              ? 'bg-accent-soft font-medium text-accent-text'
              : 'text-muted hover:bg-hover hover:text-text',
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
