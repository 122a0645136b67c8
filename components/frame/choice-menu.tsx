'use client';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';

interface ChoiceMenuProps {
  label: string;
  /** The button's. */
  icon: ReactNode;
  value: string | undefined;
  choices: readonly { value: string; label: string; lang?: string }[];
  onChoose: (value: string) => void;
}

/** A button of the top bar that offers one of a few. */
export function ChoiceMenu({ label, icon, value, choices, onChoose }: ChoiceMenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button aria-label={label} title={label} className="px-1.5">
          {icon}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="appear z-50 min-w-36 rounded-control bg-popover p-1 shadow-popover"
        >
          <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
            {choices.map((choice) => (
              <DropdownMenu.RadioItem
                key={choice.value}
                value={choice.value}
                lang={choice.lang}
                className="control-height flex items-center justify-between gap-4 rounded-small px-2 outline-none data-highlighted:bg-hover"
              >
                {choice.label}
                <DropdownMenu.ItemIndicator>
                  <Check aria-hidden className="size-4 text-accent-text" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
