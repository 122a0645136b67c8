'use client';
import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { classNames } from './class-names';
import { FieldError, FieldLabel, inputClass, useChangedDescription } from './field';
import type { SelectOption } from './select-option';

/** The list and what places it are fetched when the first select is pointed at: a closed one is only a button. */
const loadList = () => import('./select-list').then(({ SelectList }) => SelectList);
const SelectList = dynamic(loadList, { ssr: false });

const OPENING_KEYS = new Set(['Enter', ' ', 'ArrowDown', 'ArrowUp']);

interface SelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: SelectOption[];
  defaultValue?: string;
  placeholder?: string;
  error?: string;
  className?: string;
}

export function Select(props: SelectProps) {
  const { label, value, onChange, options, defaultValue, placeholder, error, className } = props;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const changed = defaultValue !== undefined && value !== defaultValue;
  const changedDescription = useChangedDescription(changed);
  const chosen = options.find((option) => option.value === value);
  const openByKey = (event: KeyboardEvent) => {
    if (!OPENING_KEYS.has(event.key)) return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <div className={className}>
      <FieldLabel
        htmlFor={id}
        changed={changed}
        onDoubleClick={() => defaultValue !== undefined && onChange(defaultValue)}
      >
        {label}
      </FieldLabel>
      <div className="relative">
        <button
          ref={button}
          id={id}
          type="button"
          role="combobox"
          aria-label={label}
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-description={changedDescription}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onPointerEnter={() => void loadList()}
          onFocus={() => void loadList()}
          onClick={() => setOpen(true)}
          onKeyDown={openByKey}
          className={classNames(
            inputClass,
            'control-height flex w-full min-w-0 items-center justify-between gap-2 px-2 text-left aria-expanded:border-accent',
            !chosen && 'text-faint',
          )}
        >
          <span className="truncate">{chosen?.label ?? placeholder}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
        </button>
        {open && (
          <SelectList
            id={`${id}-list`}
            label={label}
            value={value}
            options={options}
            onChange={onChange}
            onClose={() => {
              setOpen(false);
              button.current?.focus();
            }}
          />
        )}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
