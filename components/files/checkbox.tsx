'use client';
import { Check } from 'lucide-react';
import type { SyntheticEvent } from 'react';
import { classNames } from '../ui/class-names';

interface CheckboxProps {
  label: string;
  checked: boolean;
  onChange: () => void;
  className?: string;
}

const keepToItself = (event: SyntheticEvent) => event.stopPropagation();

/** A box that chooses a file; the keyboard does it with the list’s own keys. */
export function Checkbox({ label, checked, onChange, className }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: it only keeps the click from the row below
    <label
      onClick={keepToItself}
      onDoubleClick={keepToItself}
      className={classNames(
        'grid size-7 place-items-center transition-opacity quick pointer-coarse:size-10 pointer-coarse:-ml-2',
        className,
      )}
    >
      <input
        type="checkbox"
        aria-label={label}
        tabIndex={-1}
        checked={checked}
        onChange={({ target }) => {
          // The list keeps the keys.
          target.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
          onChange();
        }}
        className="sr-only"
      />
      <span
        className={classNames(
          'grid size-4 place-items-center rounded-small border',
          checked ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-panel',
        )}
      >
        {checked && <Check aria-hidden className="size-3" strokeWidth={3} />}
      </span>
    </label>
  );
}
