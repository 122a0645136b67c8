'use client';
import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { FieldError, FieldLabel, inputClass, useChangedDescription } from './field';

export interface SelectOption {
  value: string;
  label: string;
  /** A fainter word at the end of the row. */
  note?: ReactNode;
  disabled?: boolean;
}

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
  const changed = defaultValue !== undefined && value !== defaultValue;
  const changedDescription = useChangedDescription(changed);
  return (
    <div className={className}>
      <FieldLabel
        htmlFor={id}
        changed={changed}
        onDoubleClick={() => defaultValue !== undefined && onChange(defaultValue)}
      >
        {label}
      </FieldLabel>
      <Radix.Root value={value} onValueChange={onChange}>
        <Radix.Trigger
          id={id}
          aria-label={label}
          aria-description={changedDescription}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className={classNames(
            inputClass,
            'control-height flex w-full min-w-0 items-center justify-between gap-2 px-2 text-left data-[state=open]:border-accent data-placeholder:text-faint',
          )}
        >
          <span className="truncate">
            <Radix.Value placeholder={placeholder} />
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            position="popper"
            sideOffset={4}
            collisionPadding={8}
            className="appear z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-control bg-popover shadow-popover"
          >
            <Radix.Viewport className="p-1">
              {options.map((option) => (
                <Option key={option.value} option={option} />
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Radix.Item
      value={option.value}
      disabled={option.disabled}
      className="control-height flex items-center gap-2 rounded-small pr-3 pl-2 text-input outline-none select-none data-disabled:opacity-45 data-highlighted:bg-hover"
    >
      <span className="w-4 shrink-0">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent-text" />
        </Radix.ItemIndicator>
      </span>
      <Radix.ItemText>{option.label}</Radix.ItemText>
      {option.note && <span className="ml-auto pl-4 text-small text-faint">{option.note}</span>}
    </Radix.Item>
  );
}
