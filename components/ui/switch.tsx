'use client';
import { Switch as Radix } from 'radix-ui';
import { useId } from 'react';

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, checked, onChange, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div className="control-height flex items-center gap-3">
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className="h-5 w-9 shrink-0 rounded-full bg-line-strong p-0.5 transition-colors quick disabled:opacity-45 data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-4 rounded-full bg-raised shadow-popover transition-transform quick data-[state=checked]:translate-x-4" />
      </Radix.Root>
      <label htmlFor={id} className="select-none">
        {label}
      </label>
    </div>
  );
}
