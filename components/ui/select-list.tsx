'use client';
import { Check } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { SelectOption } from './select-option';

interface SelectListProps {
  id: string;
  label: string;
  value: string;
  options: SelectOption[];
  onChange: (value: string) => void;
  onClose: () => void;
}

/** The open list of a select, under the button that opened it. */
export function SelectList({ id, label, value, options, onChange, onClose }: SelectListProps) {
  return (
    <Radix.Root open value={value} onValueChange={onChange} onOpenChange={(open) => !open && onClose()}>
      {/* The list hangs on this: it lies under the button, which stays the one that is seen, named and focused. */}
      <Radix.Trigger aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0 opacity-0" />
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-label={label}
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
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
